// Another passphrase, a passphrase in the place of the key store, or the other way round.
import { useState } from "react";
import type { Protection } from "../../../shared/ipc/requests/opening";
import { t } from "../../i18n/i18n";
import { useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { usePause } from "../../store/use-pause";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogBody, DialogButtons, DialogForm } from "../../ui/DialogForm";
import { Points } from "../../ui/Points";
import { ProgressBar } from "../../ui/ProgressBar";
import { NewPassphraseFields, useNewPassphrase } from "../onboarding/NewPassphrase";
import { otherProblem, ProofFields, useProof } from "./ProofFields";
import { SettingProblem } from "./SettingProblem";
import { useProtection } from "./use-protection";

type Kind = Protection["type"];

export function ChangeProtectionDialog({ to }: { readonly to: Kind }) {
  const client = useClient();
  const commands = useCommands();
  const protection = useProtection();
  const entry = useProof(protection);
  const typed = useNewPassphrase();
  const action = useAction();
  const pause = usePause(action);
  const [done, setDone] = useState(false);
  const isChange = to === "passphrase" && protection?.methods.includes("passphrase") === true;
  const problem = otherProblem(action);

  const change = (): void => {
    const { proof } = entry;
    if (to === "passphrase") typed.compare();
    if (proof === undefined || (to === "passphrase" && !typed.isGood)) return;
    const wanted: Protection = to === "os" ? { type: "os" } : { type: "passphrase", passphrase: typed.passphrase };
    void action.run(() => client.call("protection.change", { proof, protection: wanted })).then(setDone);
  };

  if (done) return <Done to={to} />;
  const title = to === "os" ? "opens.useOsTitle" : isChange ? "opens.changeTitle" : "opens.usePassphraseTitle";
  const go = to === "os" ? "opens.goOs" : isChange ? "opens.go" : "opens.goPassphrase";
  return (
    <Dialog title={t(title)} closeLabel={t("action.close")} onClose={commands.closeDialog}>
      <DialogForm onSubmit={change}>
        {protection === undefined ? null : <ProofFields entry={entry} action={action} pause={pause} />}
        {to === "os" ? null : <NewPassphraseFields state={typed} label={t("opens.new")} />}
        <Points
          points={[
            { icon: "key", text: t("opens.recoveryStays") },
            { icon: "info", text: t("opens.copies") },
          ]}
        />
        {problem === undefined ? null : <SettingProblem>{problem}</SettingProblem>}
        {action.busy ? <ProgressBar label={t("opens.working")} fraction={undefined} /> : null}
        <DialogButtons>
          <Button onClick={commands.closeDialog}>{t("action.cancel")}</Button>
          <Button variant="primary" submit disabled={action.busy || pause > 0 || entry.proof === undefined}>
            {t(go)}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}

function Done({ to }: { readonly to: Kind }) {
  const commands = useCommands();
  return (
    <Dialog title={t("opens.doneTitle")} closeLabel={t("action.close")} onClose={commands.closeDialog}>
      <DialogBody>
        <Points
          points={[
            { icon: "checkCircle", text: t(to === "os" ? "opens.doneOs" : "opens.donePassphrase"), tone: "good" },
            { icon: "key", text: t("opens.recoveryStays") },
          ]}
        />
        <DialogButtons>
          <Button data-first-focus onClick={commands.closeDialog}>
            {t("action.close")}
          </Button>
        </DialogButtons>
      </DialogBody>
    </Dialog>
  );
}
