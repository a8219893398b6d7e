// What opens Stamp on this computer, and how to change it.
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { SettingGroup, SettingRow } from "./SettingRow";
import { useProtection } from "./use-protection";

export function ProtectionGroup() {
  const commands = useCommands();
  const protection = useProtection();
  if (protection === undefined) return null;
  const change = (to: "os" | "passphrase"): void => {
    commands.showDialog({ type: "change-protection", to });
  };
  const usesOs = protection.methods.includes("os");
  return (
    <SettingGroup title={t("opens.group")}>
      {usesOs ? (
        <SettingRow title={t("opens.os")} description={t("opens.osMeans")}>
          <Button size="small" onClick={() => { change("passphrase"); }}>
            {t("opens.usePassphrase")}
          </Button>
        </SettingRow>
      ) : (
        <SettingRow title={t("opens.passphrase")} description={t("opens.passphraseMeans")}>
          <Button size="small" onClick={() => { change("passphrase"); }}>
            {t("opens.change")}
          </Button>
        </SettingRow>
      )}
      {usesOs || !protection.osKeyStore ? null : (
        <SettingRow title={t("opens.os")} description={t("opens.useOsMeans")}>
          <Button size="small" onClick={() => { change("os"); }}>
            {t("opens.useOs")}
          </Button>
        </SettingRow>
      )}
      <SettingRow title={t("opens.recovery")} description={t("opens.recoveryMeans")}>
        <Button
          size="small"
          onClick={() => {
            commands.showDialog({ type: "new-recovery-key" });
          }}
        >
          {t("opens.makeRecovery")}
        </Button>
      </SettingRow>
    </SettingGroup>
  );
}
