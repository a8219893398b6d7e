// Appearance: theme and size of text.
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { RadioRows } from "../../ui/Choices";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup } from "./SettingRow";
import { TextSizeGroup } from "./TextSizeGroup";
import { useSetting } from "./use-setting";

export function AppearancePage() {
  const theme = useApp((state) => state.settings.theme);
  const setting = useSetting();
  return (
    <>
      <SettingGroup title={t("appearance.theme")}>
        <RadioRows
          label={t("appearance.theme")}
          value={theme}
          onChange={(wanted) => {
            setting.change({ theme: wanted });
          }}
          choices={[
            { value: "system", title: t("appearance.system"), description: t("appearance.systemMeans") },
            { value: "light", title: t("appearance.light"), description: t("appearance.lightMeans") },
            { value: "dark", title: t("appearance.dark"), description: t("appearance.darkMeans") },
            { value: "contrast", title: t("appearance.contrast"), description: t("appearance.contrastMeans") },
          ]}
        />
      </SettingGroup>
      <TextSizeGroup
        onChange={(textSize) => {
          setting.change({ textSize });
        }}
      />
      {setting.problem === undefined ? null : <SettingProblem>{errorSentence(setting.problem)}</SettingProblem>}
    </>
  );
}
