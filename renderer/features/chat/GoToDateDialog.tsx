// Opens the chat at a day: the first message of it, or the first one after it.
import { useState } from "react";
import type { ContactId, Millis } from "../../../shared/ids";
import { dateFieldValue, dayOfField } from "../../i18n/date-field";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogButtons, DialogForm } from "../../ui/DialogForm";
import { Field } from "../../ui/Field";
import { useDayStart } from "../../ui/use-now";

export function GoToDateDialog({ contactId, at }: { readonly contactId: ContactId; readonly at: Millis }) {
  const [value, setValue] = useState(dateFieldValue(at));
  const [wrong, setWrong] = useState(false);
  const today = useDayStart();
  const commands = useCommands();
  const action = useAction();

  const go = async (): Promise<void> => {
    const day = dayOfField(value);
    if (day === undefined) {
      setWrong(true);
      return;
    }
    // The message takes the keyboard, so the dialog must not give it back to where it was.
    if (await action.run(() => commands.openAt(contactId, { type: "date", at: day }))) commands.closeDialog();
  };

  return (
    <Dialog title={t("chat.date")} subtitle={t("chat.dateMeans")} closeLabel={t("action.close")} onClose={commands.closeDialog}>
      <DialogForm onSubmit={() => void go()}>
        <Field
          type="date"
          label={t("chat.dateField")}
          value={value}
          max={dateFieldValue(today)}
          data-first-focus
          error={wrong ? t("chat.dateWrong") : action.problem === undefined ? undefined : errorSentence(action.problem)}
          onChange={(next) => {
            setValue(next);
            setWrong(false);
          }}
        />
        <DialogButtons>
          <Button onClick={commands.closeDialog}>{t("action.cancel")}</Button>
          <Button variant="primary" submit disabled={action.busy}>
            {t("chat.dateGo")}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
