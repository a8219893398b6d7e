// The server no longer takes the password: a new one, without losing anything else.
import { useState } from "react";
import { problemSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogButtons, DialogForm } from "../../ui/DialogForm";
import { SecretField } from "../../ui/Field";

export function SignInAgainDialog() {
  const address = useApp((state) => state.account?.address ?? "");
  const { client, commands } = useServices();
  const [password, setPassword] = useState("");
  const action = useAction();

  const signIn = async (): Promise<void> => {
    if (await action.run(() => client.call("account.signIn", { password }))) commands.closeDialog();
  };

  return (
    <Dialog
      title={t("signInAgain.title")}
      subtitle={t("signInAgain.subtitle", { address })}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
    >
      <DialogForm
        onSubmit={() => {
          void signIn();
        }}
      >
        <SecretField
          label={t("field.password")}
          icon="key"
          value={password}
          onChange={(value) => {
            setPassword(value);
            action.clear();
          }}
          showLabel={t("field.show")}
          hideLabel={t("field.hide")}
          autoComplete="off"
          maxLength={1024}
          data-first-focus
          error={action.problem === undefined ? undefined : problemSentence(action.problem)}
        />
        <DialogButtons>
          <Button onClick={commands.closeDialog}>{t("action.notNow")}</Button>
          <Button variant="primary" submit disabled={password === "" || action.busy}>
            {t("onboarding.signIn")}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
