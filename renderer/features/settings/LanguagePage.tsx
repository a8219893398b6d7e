// Language: of the window, its dates and numbers; menus and notifications follow in the main process. Each language is
// called by its own name, so that who took a wrong one finds back.
import type { Settings } from "../../../shared/settings";
import { errorSentence } from "../../i18n/error-text";
import { moment, wholeNumber } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { RadioRows, type Choice } from "../../ui/Choices";
import { useDayStart } from "../../ui/use-now";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";
import { useSetting } from "./use-setting";

/** Afternoon, so that one sees whether the day has 12 or 24 hours. */
const EXAMPLE_TIME = 14 * 3_600_000 + 5 * 60_000;
const EXAMPLE_NUMBER = 12_500;

export function LanguagePage() {
  const language = useApp((state) => state.settings.language);
  const today = useDayStart();
  const setting = useSetting();
  const choices: readonly Choice<Settings["language"]>[] = [
    { value: "system", title: t("language.system"), description: t("language.systemMeans") },
    { value: "en", title: t("language.en") },
    { value: "sk", title: t("language.sk") },
    { value: "cs", title: t("language.cs") },
  ];
  return (
    <>
      <SettingGroup title={t("language.title")}>
        <RadioRows
          label={t("language.title")}
          value={language}
          onChange={(wanted) => {
            setting.change({ language: wanted });
          }}
          choices={choices}
        />
      </SettingGroup>
      {setting.problem === undefined ? null : <SettingProblem>{errorSentence(setting.problem)}</SettingProblem>}
      <SettingGroup title={t("language.formats")}>
        <SettingRow
          title={t("language.example", { moment: moment(today + EXAMPLE_TIME, 0), number: wholeNumber(EXAMPLE_NUMBER) })}
          description={t("language.formatsMean")}
        />
      </SettingGroup>
    </>
  );
}
