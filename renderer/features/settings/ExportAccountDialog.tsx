// Saving the account for another computer: what is in the file and what follows, its passphrase, how far it is, and what
// to do then.
import { useState } from "react";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogBody, DialogButtons, DialogForm } from "../../ui/DialogForm";
import { Points } from "../../ui/Points";
import { ProgressBar } from "../../ui/ProgressBar";
import { NewPassphraseFields, useNewPassphrase } from "../onboarding/NewPassphrase";
import { SettingProblem } from "./SettingProblem";

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
      <DialogForm
        onSubmit={() => {
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
            <DialogButtons>
              <Button autoFocus onClick={() => void client.call("account.cancelExport", {})}>
                {t("action.cancel")}
              </Button>
            </DialogButtons>
          </>
        ) : (
          <>
            <NewPassphraseFields state={typed} label={t("accountFile.passphrase")} autoFocus />
            {problem === undefined ? null : <SettingProblem>{errorSentence(problem)}</SettingProblem>}
            <DialogButtons>
              <Button onClick={close}>{t("action.cancel")}</Button>
              <Button variant="primary" submit disabled={action.busy || typed.passphrase === ""}>
                {t("move.go")}
              </Button>
            </DialogButtons>
          </>
        )}
      </DialogForm>
    </Dialog>
  );
}

function Saved({ onClose }: { readonly onClose: () => void }) {
  const commands = useCommands();
  return (
    <Dialog title={t("move.savedTitle")} closeLabel={t("action.close")} onClose={onClose}>
      <DialogBody>
        <Points
          points={[
            { icon: "checkCircle", text: t("move.saved"), tone: "good" },
            { icon: "file", text: t("move.next") },
            { icon: "windows", text: t("move.signOutHere"), tone: "aware" },
          ]}
        />
        <DialogButtons>
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
        </DialogButtons>
      </DialogBody>
    </Dialog>
  );
}
