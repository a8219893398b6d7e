// Notifications: how much they say, with an example of each, their sound, and silence for now.
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { RadioRows, Switch } from "../../ui/Choices";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";
import { useSetting } from "./use-setting";

export function NotificationsPage() {
  const settings = useApp((state) => state.settings);
  const setting = useSetting();
  return (
    <>
      <SettingGroup title={t("notifications.now")}>
        <SettingRow title={t("notifications.doNotDisturb")} description={t("notifications.doNotDisturbMeans")}>
          <Switch
            label={t("notifications.doNotDisturb")}
            checked={settings.doNotDisturb}
            onChange={(doNotDisturb) => {
              setting.change({ doNotDisturb });
            }}
          />
        </SettingRow>
      </SettingGroup>
      <SettingGroup title={t("notifications.say")}>
        <RadioRows
          label={t("notifications.say")}
          value={settings.notifications}
          onChange={(notifications) => {
            setting.change({ notifications });
          }}
          choices={[
            { value: "full", title: t("notifications.full"), description: t("notifications.fullExample") },
            { value: "sender", title: t("notifications.sender"), description: t("notifications.senderExample") },
            { value: "none", title: t("notifications.none"), description: t("notifications.noneExample") },
          ]}
        />
      </SettingGroup>
      <SettingGroup title={t("notifications.how")}>
        <SettingRow title={t("notifications.sound")} description={t("notifications.soundMeans")}>
          <Switch
            label={t("notifications.sound")}
            checked={settings.notificationSound}
            onChange={(notificationSound) => {
              setting.change({ notificationSound });
            }}
          />
        </SettingRow>
      </SettingGroup>
      {setting.problem === undefined ? null : <SettingProblem>{errorSentence(setting.problem)}</SettingProblem>}
    </>
  );
}
