// Over the chat of a blocked contact: why nothing comes and goes, and the way out.
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { LinkButton } from "../../ui/Button";
import { Icon } from "../../ui/icons";
import { shortName } from "../contact/names";
import { Strip } from "./Strip";

export function BlockedStrip({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const client = useClient();
  const action = useAction();
  if (contact?.relation !== "blocked") return null;
  return (
    <Strip
      mark={<Icon name="block" size="small" />}
      text={
        action.problem === undefined ? t("chat.strip.blocked", { name: shortName(contact) }) : errorSentence(action.problem)
      }
    >
      <LinkButton onClick={() => void action.run(() => client.call("contacts.unblock", { contactId }))}>
        {t("contact.unblock")}
      </LinkButton>
    </Strip>
  );
}
