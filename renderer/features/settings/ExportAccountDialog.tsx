// Saving the account for another computer: what is in the file and what follows, its passphrase, how far it is, and what
// to do then.
import { useState } from "react";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Dialog } from "../../ui/Dialog";
import { Points } from "../../ui/Points";
import { ProgressBar } from "../../ui/ProgressBar";
import { NewPassphraseFields, useNewPassphrase } from "../onboarding/NewPassphrase";
import sheet from "./ExportAccountDialog.module.css";
import { SettingProblem } from "./SettingProblem";

const cx = classes(sheet);

export function ExportAccountDialog() {
  const client = useClient();
  const commands = useCommands();
  const action = useAction();
  const typed = useNewPassphrase();
  const [saved, setSaved] = useState(false);
  const running = useApp((state) => state.progress.export);
  const problem = action.problem === "canceled" ? undefined : action.problem;

  const save = async (): Promise<void> => {
    const answer = await client.call("account.export", { passphrase: typed.passphrase });
    setSaved(answer.saved);
  };
  const close = (): void => {
    if (action.busy) void client.call("account.cancelExport", {});
    commands.closeDialog();
  };

  if (saved) return <Saved onClose={close} />;
  return (
    <Dialog title={t("move.title")} closeLabel={t("action.close")} onClose={close}>
      <form
        className={cx("body")}
        onSubmit={(event) => {
          event.preventDefault();
          typed.compare();
          if (typed.isGood) void action.run(save);
        }}
      >
        <Points
          points={[
            { icon: "lock", text: t("move.everything") },
            { icon: "windows", text: t("move.oneComputer"), tone: "aware" },
            { icon: "clock", text: t("move.later"), tone: "aware" },
          ]}
        />
        {action.busy && running !== undefined && running.state !== "done" ? (
          <>
            <ProgressBar label={t("progress.export")} fraction={running.fraction} />
            <div className={cx("buttons")}>
              <Button autoFocus onClick={() => void client.call("account.cancelExport", {})}>
                {t("action.cancel")}
              </Button>
            </div>
          </>
        ) : (
          <>
            <NewPassphraseFields state={typed} label={t("accountFile.passphrase")} autoFocus />
            {problem === undefined ? null : <SettingProblem>{errorSentence(problem)}</SettingProblem>}
            <div className={cx("buttons")}>
              <Button onClick={close}>{t("action.cancel")}</Button>
              <Button variant="primary" submit disabled={action.busy || typed.passphrase === ""}>
                {t("move.go")}
              </Button>
            </div>
          </>
        )}
      </form>
    </Dialog>
  );
}

function Saved({ onClose }: { readonly onClose: () => void }) {
  const commands = useCommands();
  return (
    <Dialog title={t("move.savedTitle")} closeLabel={t("action.close")} onClose={onClose}>
      <div className={cx("body")}>
        <Points
          points={[
            { icon: "checkCircle", text: t("move.saved"), tone: "good" },
            { icon: "file", text: t("move.next") },
            { icon: "windows", text: t("move.signOutHere"), tone: "aware" },
          ]}
        />
        <div className={cx("buttons")}>
          <Button data-first-focus onClick={onClose}>
            {t("action.close")}
          </Button>
          <Button
            onClick={() => {
              commands.showDialog({ type: "sign-out" });
            }}
          >
            {t("account.signOutGo")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
