// The connection test of the account in use: the steps of a sign-in, with the reason where it ends; and the way to what
// is known besides.
import { useState } from "react";
import type { ConnectionTestResult } from "../../../shared/app-state";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { TestList } from "../onboarding/TestList";
import { SettingGroup, SettingRow } from "./SettingRow";
import sheet from "./TestGroup.module.css";

const cx = classes(sheet);

export function TestGroup() {
  const { client, commands } = useServices();
  const action = useAction();
  const [results, setResults] = useState<readonly ConnectionTestResult[]>([]);
  const test = (): void => {
    setResults([]);
    void action.run(async () => {
      setResults(await client.call("connection.test", {}));
    });
  };
  return (
    <SettingGroup title={t("diagnostics.connection")}>
      <SettingRow title={t("network.test")} description={t("network.testMeans")}>
        <Button size="small" disabled={action.busy} onClick={test}>
          {t(results.length === 0 ? "network.testGo" : "network.testAgain")}
        </Button>
      </SettingRow>
      <div className={cx("results")}>
        <TestList
          test={{ running: action.busy, results, problem: action.problem === undefined ? undefined : errorSentence(action.problem) }}
        />
      </div>
      <SettingRow title={t("network.diagnostics")} description={t("network.diagnosticsMeans")}>
        <Button
          size="small"
          onClick={() => {
            commands.showView({ type: "settings", page: "diagnostics" });
          }}
        >
          {t("network.openDiagnostics")}
        </Button>
      </SettingRow>
    </SettingGroup>
  );
}
