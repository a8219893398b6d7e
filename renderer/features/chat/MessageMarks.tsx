// What a reader must know of how a text came, in the bubble above the text. "Not encrypted" is red.
import { useShallow } from "zustand/react/shallow";
import type { ContactId, MessageId } from "../../../shared/ids";
import type { MessageMark } from "../../../shared/message";
import { t, type TextKey } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { selectMessage } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import sheet from "./MessageMarks.module.css";

const cx = classes(sheet);

const WORDS: Readonly<Record<MessageMark, TextKey>> = {
  "not-encrypted": "mark.not-encrypted",
  "recipient-not-bound": "mark.recipient-not-bound",
  "time-not-authenticated": "mark.time-not-authenticated",
  "clock-differs": "mark.clock-differs",
};

const NONE: readonly MessageMark[] = [];

export function MessageMarks({ contactId, messageId }: { readonly contactId: ContactId; readonly messageId: MessageId }) {
  const marks = useApp(
    useShallow((state) => {
      const message = selectMessage(state, contactId, messageId);
      return message?.kind === "peer" ? message.marks : NONE;
    }),
  );
  return marks.map((mark) => (
    <span key={mark} className={cx("mark", mark === "not-encrypted" && "danger")}>
      <Icon name={mark === "not-encrypted" ? "warning" : mark === "clock-differs" ? "clock" : "info"} size="tiny" />
      {t(WORDS[mark])}
    </span>
  ));
}
