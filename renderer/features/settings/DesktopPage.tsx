// Desktop: tray, start with the computer, sip: links, spell check, screenshots. What cannot work on this computer is shown
// all the same, with the reason.
import type { DesktopObstacle } from "../../../shared/desktop";
import { errorSentence } from "../../i18n/error-text";
import { t, type TextKey } from "../../i18n/i18n";
import { useApp, useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Switch } from "../../ui/Choices";
import { languageNames } from "./language-names";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";
import { useDesktop } from "./use-desktop";
import { useSetting } from "./use-setting";

const OBSTACLES: Readonly<Record<DesktopObstacle, TextKey>> = {
  "no-tray": "desktop.obstacle.no-tray",
  "not-installed": "desktop.obstacle.not-installed",
  "not-on-this-system": "desktop.obstacle.not-on-this-system",
};

interface AbilityRowProps {
  readonly title: string;
  readonly means: string;
  /** Absent while it is not known. */
  readonly ability: { readonly obstacle?: DesktopObstacle } | undefined;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function AbilityRow({ title, means, ability, on, onChange }: AbilityRowProps) {
  const obstacle = ability?.obstacle;
  const works = ability !== undefined && obstacle === undefined;
  return (
    <SettingRow title={title} description={obstacle === undefined ? means : `${means} ${t(OBSTACLES[obstacle])}`}>
      {/* What was switched on elsewhere can always be switched off. */}
      <Switch label={title} checked={on} disabled={!works && !on} onChange={onChange} />
    </SettingRow>
  );
}

function spellingMeans(languages: readonly string[] | undefined): string {
  if (languages === undefined || languages.length === 0) return t("desktop.spellCheckSystem");
  return t("desktop.spellCheckMeans", { languages: languageNames(languages) });
}

export function DesktopPage() {
  const settings = useApp((state) => state.settings);
  const client = useClient();
  const desktop = useDesktop();
  const setting = useSetting();
  const links = useAction();
  const { state } = desktop;
  const problem = setting.problem ?? links.problem;
  return (
    <>
      <SettingGroup title={t("desktop.window")}>
        <AbilityRow
          title={t("desktop.closeToTray")}
          means={t("desktop.closeToTrayMeans")}
          ability={state?.tray}
          on={settings.closeToTray}
          onChange={(closeToTray) => {
            setting.change({ closeToTray });
          }}
        />
        <AbilityRow
          title={t("desktop.launchAtLogin")}
          means={t("desktop.launchAtLoginMeans")}
          ability={state?.launchAtLogin}
          on={settings.launchAtLogin}
          onChange={(launchAtLogin) => {
            setting.change({ launchAtLogin });
          }}
        />
        <AbilityRow
          title={t("desktop.contentProtection")}
          means={t("desktop.contentProtectionMeans")}
          ability={state?.contentProtection}
          on={settings.contentProtection}
          onChange={(contentProtection) => {
            setting.change({ contentProtection });
          }}
        />
      </SettingGroup>
      <SettingGroup title={t("desktop.writing")}>
        <SettingRow title={t("desktop.spellCheck")} description={spellingMeans(state?.spellingLanguages)}>
          <Switch
            label={t("desktop.spellCheck")}
            checked={settings.spellCheck}
            onChange={(spellCheck) => {
              setting.change({ spellCheck });
            }}
          />
        </SettingRow>
      </SettingGroup>
      <SettingGroup title={t("desktop.links")}>
        <AbilityRow
          title={t("desktop.sipLinks")}
          means={t("desktop.sipLinksMeans")}
          ability={state?.sipLinks}
          on={state?.sipLinks.on === true}
          onChange={(on) =>
            void links.run(async () => {
              await client.call("desktop.setSipLinks", { on });
              desktop.askAgain();
            })
          }
        />
      </SettingGroup>
      {problem === undefined ? null : <SettingProblem>{errorSentence(problem)}</SettingProblem>}
    </>
  );
}
