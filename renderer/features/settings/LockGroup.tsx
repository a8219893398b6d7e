// When Stamp locks, by itself and at once.
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { PanicShortcutRow } from "./PanicShortcutRow";
import { SettingGroup, SettingRow } from "./SettingRow";
import { SettingProblem } from "./SettingProblem";
import { useProtection } from "./use-protection";
import { useSetting } from "./use-setting";

const NEVER = 0;
const HOUR = 60;
const MINUTES: readonly number[] = [NEVER, 1, 5, 10, 30, HOUR];

function short(minutes: number): string {
  if (minutes === NEVER) return t("lock.never");
  return minutes === HOUR ? t("lock.hour") : t("lock.minutes", { minutes });
}

function long(minutes: number): string {
  if (minutes === NEVER) return t("lock.autoNever");
  return minutes === HOUR ? t("lock.autoAfterHour") : t("lock.autoAfter", { minutes });
}

const SLEEP = [
  { value: "no", title: "lock.sleepNo", means: "lock.sleepNoMeans" },
  { value: "hide", title: "lock.sleepHide", means: "lock.sleepHideMeans" },
  { value: "close", title: "lock.sleepClose", means: "lock.sleepCloseMeans" },
] as const;

export function LockGroup() {
  const { autoLockMinutes, lockOnSleep } = useApp((state) => state.settings);
  const commands = useCommands();
  const setting = useSetting();
  const protection = useProtection();
  const asksNothing = protection?.methods.includes("os") === true;
  const sleep = SLEEP.find(({ value }) => value === lockOnSleep);
  const minutes = MINUTES.includes(autoLockMinutes) ? MINUTES : [...MINUTES, autoLockMinutes];
  return (
    <>
      <SettingGroup title={t("lock.group")}>
        <SettingRow
          title={asksNothing ? t("lock.auto") : long(autoLockMinutes)}
          description={t(asksNothing ? "lock.autoMeansOs" : "lock.autoMeans")}
        >
          <Select
            label={t("lock.auto")}
            value={String(autoLockMinutes)}
            choices={minutes.map((value) => ({ value: String(value), title: short(value) }))}
            onChange={(value) => {
              setting.change({ autoLockMinutes: Number(value) });
            }}
          />
        </SettingRow>
        <SettingRow title={t("lock.sleep")} {...(sleep === undefined ? {} : { description: t(sleep.means) })}>
          <Select
            label={t("lock.sleep")}
            value={lockOnSleep}
            choices={SLEEP.map(({ value, title }) => ({ value, title: t(title) }))}
            onChange={(value) => {
              setting.change({ lockOnSleep: value });
            }}
          />
        </SettingRow>
        <PanicShortcutRow />
        <SettingRow title={t("lock.now")} description={t("lock.nowMeans")}>
          <Button size="small" icon="lock" onClick={commands.lock}>
            {t("lock.nowGo")}
          </Button>
        </SettingRow>
      </SettingGroup>
      {setting.problem === undefined ? null : <SettingProblem>{errorSentence(setting.problem)}</SettingProblem>}
    </>
  );
}
