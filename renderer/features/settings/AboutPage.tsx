// About: what this is, which version, which protocols it speaks, under which license, whether there is a newer one.
import { LEVEL_CAPABILITY, OWN_CAPABILITIES } from "../../../shared/capability";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { SettingGroup, SettingRow } from "./SettingRow";
import { UpdatesGroup } from "./UpdatesGroup";

export function AboutPage() {
  const app = useApp((state) => state.app);
  const commands = useCommands();
  const levels = Object.keys(LEVEL_CAPABILITY).join(t("list.separator"));
  return (
    <>
      <SettingGroup title={t("app.name")}>
        <SettingRow title={t("about.version", { version: app.version })} description={t("about.what")} />
        <SettingRow title={app.profile} description={t("about.profile")} />
        <SettingRow title={t("about.license")} description={t("about.licenseMeans")}>
          <Button
            size="small"
            onClick={() => {
              commands.showDialog({ type: "licences" });
            }}
          >
            {t("about.showLicences")}
          </Button>
        </SettingRow>
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
      <UpdatesGroup />
      <SettingGroup title={t("about.protocols")}>
        <SettingRow title={t("about.protection")} description={t("about.protectionMeans", { levels })} raw={OWN_CAPABILITIES.join(" ")} />
        <SettingRow title={t("about.transport")} description={t("about.sip")} />
      </SettingGroup>
    </>
  );
}
