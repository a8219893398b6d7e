// How long messages are kept where a chat has no rule of its own. A shorter time deletes what is older at once, so it is
// asked for with the number of messages that would go.
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { RadioRows } from "../../ui/Choices";
import { KEEP_DAYS, keepWords } from "../contact/keep-words";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup } from "./SettingRow";

const FOR_EVER = 0;
const CHOICES: readonly number[] = KEEP_DAYS;

export function KeepGroup() {
  const days = useApp((state) => state.settings.retentionDays);
  const { client, commands } = useServices();
  const action = useAction();

  const choose = (wanted: number): void => {
    void action.run(async () => {
      const { count } = wanted === FOR_EVER ? { count: 0 } : await client.call("conversations.countExpired", { days: wanted });
      if (count === 0) await client.call("settings.update", { retentionDays: wanted });
      else commands.showDialog({ type: "keep-all-shorter", days: wanted, count });
    });
  };

  return (
    <>
      <SettingGroup title={t("keepAll.group")} description={t("keepAll.means")}>
        <RadioRows
          label={t("keepAll.group")}
          value={String(days)}
          onChange={(value) => {
            choose(Number(value));
          }}
          choices={(CHOICES.includes(days) ? CHOICES : [...CHOICES, days]).map((value) => ({ value: String(value), title: keepWords(value, value) }))}
        />
      </SettingGroup>
      {action.problem === undefined ? null : <SettingProblem>{errorSentence(action.problem)}</SettingProblem>}
    </>
  );
}
