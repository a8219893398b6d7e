// The daily backup: when the last one was made, what went wrong since, and one at once.
import { useEffect, useState } from "react";
import type { BackupState } from "../../../shared/app-state";
import { errorSentence } from "../../i18n/error-text";
import { moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { useDayStart } from "../../ui/use-now";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";

export function BackupGroup() {
  const client = useClient();
  const action = useAction();
  const today = useDayStart();
  const [state, setState] = useState<BackupState>({});

  useEffect(() => {
    let isHere = true;
    // Without an answer the row says what it knows: nothing.
    void client.call("backup.state", {}).then(
      (now) => {
        if (isHere) setState(now);
      },
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [client]);

  const problem = action.problem ?? state.problem;
  return (
    <>
      <SettingGroup title={t("backup.group")}>
        <SettingRow
          title={t("backup.title")}
          description={state.last === undefined ? t("backup.none") : t("backup.last", { date: moment(state.last, today) })}
        >
          <Button
            size="small"
            disabled={action.busy}
            onClick={() => void action.run(async () => { setState(await client.call("backup.now", {})); })}
          >
            {t(action.busy ? "backup.making" : "backup.now")}
          </Button>
        </SettingRow>
      </SettingGroup>
      {problem === undefined || action.busy ? null : <SettingProblem>{`${t("backup.failed")} ${errorSentence(problem)}`}</SettingProblem>}
    </>
  );
}
