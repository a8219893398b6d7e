// Removing the account from this computer deletes key and history for good: the address must be typed.
import { useState } from "react";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogButtons, DialogForm } from "../../ui/DialogForm";
import { Field } from "../../ui/Field";

export function RemoveAccountDialog() {
  const address = useApp(({ account, phase }) => account?.address ?? (phase.phase === "blocked" ? phase.address : undefined) ?? "");
  const [typed, setTyped] = useState("");
  const client = useClient();
  const commands = useCommands();
  const action = useAction();
  const matches = typed.trim() === address && address !== "";

  return (
    <Dialog
      title={t("account.removeTitle")}
      subtitle={t("account.removeMeans")}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
    >
      <DialogForm
        onSubmit={() => {
          if (matches) void action.run(() => client.call("account.remove", { address: typed.trim() }));
        }}
      >
        <Field
          label={t("account.typeAddress", { address })}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            action.clear();
          }}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          maxLength={320}
          data-first-focus
          error={action.problem === undefined ? undefined : errorSentence(action.problem)}
        />
        <DialogButtons>
          <Button onClick={commands.closeDialog}>{t("action.cancel")}</Button>
          <Button variant="danger" submit disabled={!matches || action.busy}>
            {t("account.removeConfirm")}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
