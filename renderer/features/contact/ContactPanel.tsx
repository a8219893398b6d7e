// The panel about a contact: who, what protects this chat, protocol, key, and how to part.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { Button } from "../../ui/Button";
import { Panel } from "../../ui/Panel";
import { ChatSection } from "./ChatSection";
import { KeySection } from "./KeySection";
import { PlainTextNotice } from "./PlainTextNotice";
import { ProtectionSection } from "./ProtectionSection";
import { ProtocolSection } from "./ProtocolSection";
import { UnblockButton } from "./UnblockButton";
import { WhoSection } from "./WhoSection";

export function ContactPanel({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const commands = useCommands();
  if (contact === undefined) return null;
  return (
    <Panel
      title={t("contact.title")}
      closeLabel={t("action.close")}
      onClose={() => {
        commands.show({ panel: undefined });
      }}
      foot={
        <>
          {"key" in contact.trust ? (
            <Button
              variant="ghost"
              size="small"
              onClick={() => {
                commands.showDialog({ type: "share-card", contactId });
              }}
            >
              {t("card.show")}
            </Button>
          ) : null}
          <Button
            variant="ghost"
            size="small"
            onClick={() => {
              commands.showDialog({ type: "remove-contact", contactId });
            }}
          >
            {t("contact.remove")}
          </Button>
          {contact.relation === "blocked" ? (
            <UnblockButton contactId={contactId} />
          ) : (
            <Button
              variant="ghostDanger"
              size="small"
              onClick={() => {
                commands.showDialog({ type: "block-contact", contactId });
              }}
            >
              {t("contact.block")}
            </Button>
          )}
        </>
      }
    >
      <WhoSection contact={contact} />
      <PlainTextNotice contact={contact} />
      <ProtectionSection contact={contact} />
      <ProtocolSection contact={contact} />
      <KeySection contact={contact} />
      <ChatSection contactId={contactId} />
    </Panel>
  );
}
