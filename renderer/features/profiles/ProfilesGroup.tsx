// The other accounts of this computer, in the settings.
import { t } from "../../i18n/i18n";
import { SettingGroup } from "../settings/SettingRow";
import { ProfileRows } from "./ProfileRows";

export function ProfilesGroup() {
  return (
    <SettingGroup title={t("profiles.group")}>
      <ProfileRows />
    </SettingGroup>
  );
}
