// The line over the window after the recovery key had to help out: the key store has changed, or the passphrase is
// forgotten, so what opens the account is to be chosen anew. It goes when that was done.
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { AppLine } from "../frame/AppLine";
import { useProtection } from "../settings/use-protection";

export function RenewProtectionLine() {
  const protection = useProtection();
  const commands = useCommands();
  if (protection?.renew !== true) return null;
  const to = protection.methods.includes("os") && protection.osKeyStore ? "os" : "passphrase";
  const choose = () => {
    commands.showDialog({ type: "change-protection", to });
    return Promise.resolve();
  };
  return (
    <AppLine icon="key" lead={t("renew.lead")} action={{ label: t("renew.go"), take: choose }}>
      {t("renew.means")}
    </AppLine>
  );
}
