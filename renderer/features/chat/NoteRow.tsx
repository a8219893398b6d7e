// A line in the conversation that nobody typed: a changed key, something that could not be opened.
import type { ContactId, MessageId } from "../../../shared/ids";
import { moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectMessage } from "../../store/selectors";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { useDayStart } from "../../ui/use-now";
import { useNames } from "../contact/use-names";
import sheet from "./NoteRow.module.css";
import { noteWords } from "./note-text";

const cx = classes(sheet);

export function NoteRow({ contactId, messageId }: { readonly contactId: ContactId; readonly messageId: MessageId }) {
  const message = useApp((state) => selectMessage(state, contactId, messageId));
  const names = useNames(contactId);
  const today = useDayStart();
  const commands = useCommands();
  if (message?.kind !== "note") return null;
  const { icon, text } = noteWords(message.note, names.short, moment(message.arrivedAt, today));
  return (
    <p className={cx("note")}>
      <span className={cx("icon")}>
        <Icon name={icon} size="tiny" />
      </span>
      {text}{" "}
      {message.note.type === "key-changed" || message.note.type === "unlike-card" ? (
        <LinkButton
          onClick={() => {
            commands.show({ panel: { type: "contact" } });
          }}
        >
          {t("note.whatIsThis")}
        </LinkButton>
      ) : null}
    </p>
  );
}
