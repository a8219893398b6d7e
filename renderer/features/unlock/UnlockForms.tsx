// The ways to open a locked account, or to see a hidden one again: one form each.
import { useState } from "react";
import type { UnlockMethod } from "../../../shared/app-state";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import type { Action } from "../../store/use-action";
import { usePause } from "../../store/use-pause";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Field, SecretField } from "../../ui/Field";
import { useSelectOnProblem } from "../../ui/use-select-on-problem";
import sheet from "./UnlockForms.module.css";

const cx = classes(sheet);

interface MethodProps {
  readonly action: Action;
}

function PassphraseForm({ action }: MethodProps) {
  const client = useClient();
  const [passphrase, setPassphrase] = useState("");
  const { problem } = action;
  const field = useSelectOnProblem(problem);
  const pause = usePause(action);

  return (
    <form
      className={cx("form")}
      onSubmit={(event) => {
        event.preventDefault();
        if (pause === 0) void action.run(() => client.call("unlock.passphrase", { passphrase }));
      }}
    >
      <SecretField
        ref={field}
        label={t("protection.passphrase")}
        icon="key"
        value={passphrase}
        onChange={(value) => {
          setPassphrase(value);
          // The countdown stays.
          if (pause === 0) action.clear();
        }}
        showLabel={t("field.show")}
        hideLabel={t("field.hide")}
        autoComplete="off"
        autoFocus
        maxLength={1024}
        error={problem === undefined ? undefined : errorSentence(problem)}
      />
      {pause === 0 ? null : <p className={cx("muted")}>{t("unlock.pause", { seconds: pause })}</p>}
      <Button variant="primary" submit disabled={passphrase === "" || action.busy || pause > 0}>
        {pause === 0 ? t("unlock.go") : t("unlock.goIn", { seconds: pause })}
      </Button>
    </form>
  );
}

function RecoveryForm({ action }: MethodProps) {
  const client = useClient();
  const [recoveryKey, setRecoveryKey] = useState("");
  return (
    <form
      className={cx("form")}
      onSubmit={(event) => {
        event.preventDefault();
        void action.run(() => client.call("unlock.recoveryKey", { recoveryKey: recoveryKey.trim() }));
      }}
    >
      <Field
        label={t("unlock.recoveryKey")}
        icon="key"
        value={recoveryKey}
        onChange={(value) => {
          setRecoveryKey(value);
          action.clear();
        }}
        autoCapitalize="characters"
        autoComplete="off"
        autoFocus
        spellCheck={false}
        maxLength={128}
        help={t("unlock.recoveryHelp")}
        error={action.problem === undefined ? undefined : errorSentence(action.problem)}
      />
      <Button variant="primary" submit disabled={recoveryKey.trim() === "" || action.busy}>
        {t("unlock.go")}
      </Button>
    </form>
  );
}

function KeyStoreForm({ action }: MethodProps) {
  const client = useClient();
  return (
    <div className={cx("form")}>
      <p className={cx("muted")}>{t("unlock.osMeans")}</p>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
      <Button
        variant="primary"
        autoFocus
        disabled={action.busy}
        onClick={() => void action.run(() => client.call("unlock.osKeyStore", {}))}
      >
        {t("unlock.os")}
      </Button>
    </div>
  );
}

export const UNLOCK_FORMS: Readonly<Record<UnlockMethod, typeof PassphraseForm>> = {
  os: KeyStoreForm,
  passphrase: PassphraseForm,
  recovery: RecoveryForm,
};
