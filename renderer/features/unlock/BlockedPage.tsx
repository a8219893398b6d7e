// The file of a profile cannot be used: what happened, that nothing was deleted, what can be done about it here.
import type { AppPhase } from "../../../shared/app-state";
import type { ErrorCode } from "../../../shared/errors";
import { errorSentence } from "../../i18n/error-text";
import { dateWithYear, timeOfDay } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Notice } from "../../ui/Notice";
import { Page, PageCard } from "../../ui/Page";
import { Points } from "../../ui/Points";
import { ProgressBar } from "../../ui/ProgressBar";
import { Raw } from "../../ui/Raw";
import { RemoveAccountDialog } from "../settings/RemoveAccountDialog";
import sheet from "./BlockedPage.module.css";
import { taskWords } from "./Working";

const cx = classes(sheet);

const WHAT_TO_DO: Readonly<Partial<Record<ErrorCode, TextKey>>> = {
  "database-newer": "blocked.do.update",
  "database-locked": "blocked.do.closeOther",
  "profile-in-use": "blocked.do.closeOther",
  "disk-full": "blocked.do.makeRoom",
  "database-unreadable": "blocked.do.checkDisk",
};

type BlockedPhase = Extract<AppPhase, { readonly phase: "blocked" }>;

export function BlockedPage({ phase }: { readonly phase: BlockedPhase }) {
  const { problem, address, repair } = phase;
  return (
    <Page title={t("blocked.title")} subtitle={address}>
      <PageCard>
        <Points
          points={[
            { icon: "warning", text: errorSentence(problem), tone: "aware" },
            { icon: "checkCircle", text: t(repair === undefined ? "blocked.nothingDeleted" : "blocked.keeps"), tone: "good" },
            { icon: "info", text: whatToDo(phase) },
          ]}
        />
        {repair === undefined ? <TryAgain /> : <Repair />}
        <p><Raw>{t("blocked.code", { code: problem })}</Raw></p>
      </PageCard>
    </Page>
  );
}

function whatToDo({ problem, repair }: BlockedPhase): string {
  const newest = repair?.backups[0];
  if (newest !== undefined) return t("blocked.repair.withBackup", { date: dateWithYear(newest), time: timeOfDay(newest) });
  return t(repair === undefined ? (WHAT_TO_DO[problem] ?? "blocked.do.backup") : "blocked.repair.noBackup");
}

function TryAgain() {
  const client = useClient();
  const action = useAction();
  return (
    <>
      {action.problem === undefined ? null : <Notice tone="danger" icon="warning">{errorSentence(action.problem)}</Notice>}
      <Button disabled={action.busy} onClick={() => void action.run(() => client.call("recovery.tryAgain", {}))}>
        {t("blocked.tryAgain")}
      </Button>
    </>
  );
}

function Repair() {
  const client = useClient();
  const commands = useCommands();
  const action = useAction();
  const progress = useApp((state) => state.progress.repair);
  const isAsking = useApp((state) => state.ui.dialog?.type === "remove-account");
  const { problem } = action;
  if (action.busy) return <ProgressBar label={taskWords("repair")} fraction={progress?.fraction} />;
  return (
    <>
      {problem === undefined ? null : <Notice tone="danger" icon="warning">{errorSentence(problem)}</Notice>}
      {problem !== "repair-impossible" ? (
        <>
          <Button variant="primary" onClick={() => void action.run(() => client.call("recovery.repair", {}))}>
            {t("blocked.repair.go")}
          </Button>
          {/* A disk that was not there, or did not answer, may do so now. */}
          <TryAgain />
        </>
      ) : (
        <>
          <p className={cx("means")}>{t("blocked.anewMeans")}</p>
          <Button
            variant="danger"
            onClick={() => {
              commands.showDialog({ type: "remove-account" });
            }}
          >
            {t("blocked.anew")}
          </Button>
        </>
      )}
      {isAsking ? <RemoveAccountDialog /> : null}
    </>
  );
}
