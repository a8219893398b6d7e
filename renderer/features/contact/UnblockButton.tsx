// Takes the block of a contact away. If it cannot, the button says so.
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";

export function UnblockButton({ contactId }: { readonly contactId: ContactId }) {
  const client = useClient();
  const action = useAction();
  return (
    <Button size="small" onClick={() => void action.run(() => client.call("contacts.unblock", { contactId }))}>
      {action.problem === undefined ? t("contact.unblock") : errorSentence(action.problem)}
    </Button>
  );
}
