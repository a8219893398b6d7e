// About: what this is and which version.
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { SettingGroup, SettingRow } from "./SettingRow";

export function AboutPage() {
  const app = useApp((state) => state.app);
  const commands = useCommands();
  return (
    <SettingGroup title={t("app.name")}>
      <SettingRow title={t("about.version", { version: app.version })} description={t("about.what")} />
      <SettingRow title={app.profile} description={t("about.profile")} />
      <SettingRow title={t("about.keys")} description={t("about.keysMeans")}>
        <Button
          size="small"
          icon="keyboard"
          onClick={() => {
            commands.showDialog({ type: "shortcuts" });
          }}
        >
          {t("about.showKeys")}
        </Button>
      </SettingRow>
    </SettingGroup>
  );
}
