// Before a message request goes unanswered: its sender is not told and may write again.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useClient } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { Question } from "../frame/Question";

export function DeleteRequestQuestion({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const client = useClient();
  if (contact === undefined) return null;
  return (
    <Question
      title={t("requests.deleteTitle")}
      text={t("requests.deleteMeans", { address: contact.address })}
      keep={t("action.keep")}
      go={t("requests.deleteGo")}
      onGo={() => client.call("contacts.remove", { contactId })}
    />
  );
}
