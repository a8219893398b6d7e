// What a reader must know of how a text came or went, in the bubble above the text; pressed, it says what that means. What
// was not encrypted is red.
import { useState } from "react";
import { useShallow } from "zustand/react/shallow";
import type { ContactId, MessageId } from "../../../shared/ids";
import type { MessageMark } from "../../../shared/message";
import { t, type TextKey } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { selectMessage } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { Icon, type IconName } from "../../ui/icons";
import { useNames } from "../contact/use-names";
import sheet from "./MessageMarks.module.css";

const cx = classes(sheet);

interface MarkWords {
  readonly icon: IconName;
  readonly says: TextKey;
  readonly means: TextKey;
}

const WORDS: Readonly<Record<MessageMark, MarkWords>> = {
  "plain-text": { icon: "warning", says: "mark.plain-text", means: "markMeans.plain-text.peer" },
  "not-encrypted": { icon: "warning", says: "mark.not-encrypted", means: "markMeans.not-encrypted" },
  "recipient-not-bound": { icon: "info", says: "mark.recipient-not-bound", means: "markMeans.recipient-not-bound" },
  "time-not-authenticated": { icon: "info", says: "mark.time-not-authenticated", means: "markMeans.time-not-authenticated" },
  "clock-differs": { icon: "clock", says: "mark.clock-differs", means: "markMeans.clock-differs" },
  "sender-clock-differs": { icon: "clock", says: "mark.sender-clock-differs", means: "markMeans.sender-clock-differs" },
  "own-clock-differs": { icon: "clock", says: "mark.own-clock-differs", means: "markMeans.own-clock-differs" },
};

/** What a mark says, and what that means; of an own text there is only one. */
export function markWords(mark: MessageMark, own: boolean, name: string): { readonly says: string; readonly means: string } {
  const { says, means } = WORDS[mark];
  return { says: t(says), means: t(own ? "markMeans.plain-text.own" : means, { name }) };
}

const OPEN_MARKS: readonly MessageMark[] = ["plain-text", "not-encrypted"];

const NONE: readonly MessageMark[] = [];

interface MarkProps {
  readonly mark: MessageMark;
  readonly own: boolean;
  readonly name: string;
}

function Mark({ mark, own, name }: MarkProps) {
  const [open, setOpen] = useState(false);
  const { icon } = WORDS[mark];
  const { says, means } = markWords(mark, own, name);
  return (
    <div className={cx("mark", OPEN_MARKS.includes(mark) && "danger")}>
      <button
        type="button"
        className={cx("says")}
        aria-expanded={open}
        onClick={(event) => {
          // The bubble around it opens its details.
          event.stopPropagation();
          setOpen(!open);
        }}
      >
        <Icon name={icon} size="tiny" />
        {says}
      </button>
      {open ? <p className={cx("means")}>{means}</p> : null}
    </div>
  );
}

export function MessageMarks({ contactId, messageId }: { readonly contactId: ContactId; readonly messageId: MessageId }) {
  const marks = useApp(
    useShallow((state) => {
      const message = selectMessage(state, contactId, messageId);
      return message === undefined || message.kind === "note" ? NONE : message.marks;
    }),
  );
  const own = useApp((state) => selectMessage(state, contactId, messageId)?.kind === "own");
  const { short } = useNames(contactId);
  return marks.map((mark) => <Mark key={mark} mark={mark} own={own} name={short} />);
}
