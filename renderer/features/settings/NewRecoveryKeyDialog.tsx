// A new recovery key: made for one who can open the account, shown once, and the only one as soon as it is written down.
import { useState } from "react";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { usePause } from "../../store/use-pause";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogBody, DialogButtons, DialogForm } from "../../ui/DialogForm";
import { Points } from "../../ui/Points";
import { RecoveryKey } from "../onboarding/RecoveryKey";
import { otherProblem, ProofFields, useProof } from "./ProofFields";
import { SettingProblem } from "./SettingProblem";
import { useProtection } from "./use-protection";

export function NewRecoveryKeyDialog() {
  const client = useClient();
  const commands = useCommands();
  const protection = useProtection();
  const entry = useProof(protection);
  const action = useAction();
  const pause = usePause(action);
  const [made, setMade] = useState<string | undefined>(undefined);
  const problem = otherProblem(action);

  const make = async (): Promise<void> => {
    const { proof } = entry;
    if (proof === undefined) return;
    const answer = await client.call("protection.makeRecoveryKey", { proof });
    setMade(answer.recoveryKey);
  };

  if (made !== undefined) return <WriteDown recoveryKey={made} />;
  return (
    <Dialog title={t("newRecovery.title")} closeLabel={t("action.close")} onClose={commands.closeDialog}>
      <DialogForm
        onSubmit={() => {
          void action.run(make);
        }}
      >
        <Points points={[{ icon: "key", text: t("newRecovery.means") }]} />
        {protection === undefined ? null : <ProofFields entry={entry} action={action} pause={pause} />}
        {problem === undefined ? null : <SettingProblem>{problem}</SettingProblem>}
        <DialogButtons>
          <Button onClick={commands.closeDialog}>{t("action.cancel")}</Button>
          <Button variant="primary" submit disabled={action.busy || pause > 0 || entry.proof === undefined}>
            {t("newRecovery.go")}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}

function WriteDown({ recoveryKey }: { readonly recoveryKey: string }) {
  const client = useClient();
  const commands = useCommands();
  const action = useAction();
  const use = (): void => {
    void action.run(() => client.call("protection.useRecoveryKey", {})).then((done) => {
      if (done) commands.closeDialog();
    });
  };
  return (
    <Dialog title={t("newRecovery.writeTitle")} closeLabel={t("newRecovery.keepOld")} onClose={commands.closeDialog}>
      <DialogBody>
        <RecoveryKey recoveryKey={recoveryKey} />
        <Points
          points={[
            { icon: "warning", text: t("newRecovery.write"), tone: "aware" },
            { icon: "info", text: t("newRecovery.until") },
          ]}
        />
        {action.problem === undefined ? null : <SettingProblem>{errorSentence(action.problem)}</SettingProblem>}
        <DialogButtons>
          <Button data-first-focus onClick={commands.closeDialog}>
            {t("newRecovery.keepOld")}
          </Button>
          <Button variant="primary" disabled={action.busy} onClick={use}>
            {t("newRecovery.written")}
          </Button>
        </DialogButtons>
      </DialogBody>
    </Dialog>
  );
}
