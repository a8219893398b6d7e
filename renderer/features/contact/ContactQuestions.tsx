// The questions before parting with a contact, and before writing to it openly. Focus starts at the choice that changes
// nothing.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { Question } from "../frame/Question";
import { shortName } from "./names";

export function BlockQuestion({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const client = useClient();
  if (contact === undefined) return null;
  const name = shortName(contact);
  return (
    <Question
      title={t("contact.blockTitle", { name })}
      text={t("contact.blockMeans", { name })}
      keep={t("action.cancel")}
      go={t("contact.block")}
      onGo={() => client.call("contacts.block", { contactId })}
    />
  );
}

export function RemoveQuestion({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const client = useClient();
  const commands = useCommands();
  if (contact === undefined) return null;
  const name = shortName(contact);
  return (
    <Question
      title={t("contact.removeTitle", { name })}
      text={t("contact.removeMeans", { name })}
      keep={t("action.cancel")}
      go={t("contact.removeGo")}
      onGo={async () => {
        await client.call("contacts.remove", { contactId });
        commands.closeChat();
      }}
    />
  );
}

export function AllowPlainTextQuestion({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const client = useClient();
  if (contact === undefined) return null;
  const name = shortName(contact);
  return (
    <Question
      title={t("plain.question", { name })}
      text={t("plain.means", { name })}
      keep={t("plain.keepOff")}
      go={t("plain.go")}
      onGo={() => client.call("contacts.allowPlainText", { contactId, allowed: true })}
    />
  );
}
