// A name for another account on this computer; its window then begins like the very first one.
import { useState } from "react";
import { LONGEST_PROFILE_NAME } from "../../../shared/profile";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogButtons, DialogForm } from "../../ui/DialogForm";
import { Field } from "../../ui/Field";

export function AddProfileDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const action = useAction();
  const [name, setName] = useState("");
  const add = async (): Promise<void> => {
    if (await action.run(() => client.call("profiles.add", { name: name.trim().toLowerCase() }))) onClose();
  };
  return (
    <Dialog title={t("profiles.addTitle")} subtitle={t("profiles.addMeans")} closeLabel={t("action.close")} onClose={onClose}>
      <DialogForm
        onSubmit={() => {
          void add();
        }}
      >
        <Field
          label={t("profiles.nameLabel")}
          icon="person"
          value={name}
          onChange={(typed) => {
            setName(typed);
            action.clear();
          }}
          data-first-focus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={LONGEST_PROFILE_NAME}
          help={t("profiles.nameHelp")}
          error={action.problem === undefined ? undefined : errorSentence(action.problem)}
        />
        <DialogButtons>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="primary" submit disabled={action.busy || name.trim() === ""}>
            {t("profiles.addOpen")}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
