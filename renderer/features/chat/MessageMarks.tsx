// What a reader must know of how a text came, in the bubble above the text; pressed, it says what that means. "Not
// encrypted" is red.
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
  "not-encrypted": { icon: "warning", says: "mark.not-encrypted", means: "markMeans.not-encrypted" },
  "recipient-not-bound": { icon: "info", says: "mark.recipient-not-bound", means: "markMeans.recipient-not-bound" },
  "time-not-authenticated": { icon: "info", says: "mark.time-not-authenticated", means: "markMeans.time-not-authenticated" },
  "clock-differs": { icon: "clock", says: "mark.clock-differs", means: "markMeans.clock-differs" },
};

const NONE: readonly MessageMark[] = [];

function Mark({ mark, name }: { readonly mark: MessageMark; readonly name: string }) {
  const [open, setOpen] = useState(false);
  const { icon, says, means } = WORDS[mark];
  return (
    <div className={cx("mark", mark === "not-encrypted" && "danger")}>
      <button
        type="button"
        className={cx("says")}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <Icon name={icon} size="tiny" />
        {t(says)}
      </button>
      {open ? <p className={cx("means")}>{t(means, { name })}</p> : null}
    </div>
  );
}

export function MessageMarks({ contactId, messageId }: { readonly contactId: ContactId; readonly messageId: MessageId }) {
  const marks = useApp(
    useShallow((state) => {
      const message = selectMessage(state, contactId, messageId);
      return message?.kind === "peer" ? message.marks : NONE;
    }),
  );
  const { short } = useNames(contactId);
  return marks.map((mark) => <Mark key={mark} mark={mark} name={short} />);
}
