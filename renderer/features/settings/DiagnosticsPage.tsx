// Diagnostics: how the connection is and was, what waits and why, what this app is, and the log for whoever helps.
import { t } from "../../i18n/i18n";
import { errorSentence } from "../../i18n/error-text";
import { classes } from "../../ui/classes";
import { AppFacts } from "./AppFacts";
import { ConnectionChanges } from "./ConnectionChanges";
import { ConnectionNow } from "./ConnectionNow";
import sheet from "./DiagnosticsPage.module.css";
import { LogGroup } from "./LogGroup";
import { IncomingQueue, OutgoingQueue } from "./QueueGroups";
import { SettingProblem } from "./SettingProblem";
import { useDiagnostics } from "./use-diagnostics";

const cx = classes(sheet);

export function DiagnosticsPage() {
  const looked = useDiagnostics();
  return (
    <>
      <p className={cx("intro")}>{t("diagnostics.intro")}</p>
      <ConnectionNow />
      {looked.status === "looking" ? <p role="status">{t("diagnostics.loading")}</p> : null}
      {looked.status === "failed" ? <SettingProblem>{errorSentence(looked.problem)}</SettingProblem> : null}
      {looked.status === "there" ? (
        <>
          <ConnectionChanges changes={looked.view.changes} cut={looked.view.changesCut} now={looked.view.madeAt} />
          <OutgoingQueue queue={looked.view.queue} />
          <IncomingQueue queue={looked.view.queue} />
          <AppFacts view={looked.view} />
        </>
      ) : null}
      <LogGroup />
    </>
  );
}
