// Whom we blocked, and the way back.
import { useShallow } from "zustand/react/shallow";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { fullName } from "../contact/names";
import { UnblockButton } from "../contact/UnblockButton";
import { SettingGroup, SettingRow } from "./SettingRow";

export function BlockedContactsPage() {
  const blocked = useApp(
    useShallow((state) => Object.values(state.contacts).filter((contact) => contact.relation === "blocked")),
  );
  const commands = useCommands();
  return (
    <SettingGroup title={t("blockedContacts.title")}>
      {blocked.length === 0 ? (
        <SettingRow title={t("blockedContacts.none")} description={t("blockedContacts.noneMeans")} />
      ) : null}
      {blocked.map((contact) => (
        <SettingRow
          key={contact.id}
          title={fullName(contact)}
          {...(contact.localName === undefined ? {} : { description: contact.address })}
        >
          <Button
            size="small"
            onClick={() => {
              commands.openChat(contact.id);
            }}
          >
            {t("blockedContacts.open")}
          </Button>
          <UnblockButton contactId={contact.id} />
        </SettingRow>
      ))}
    </SettingGroup>
  );
}
