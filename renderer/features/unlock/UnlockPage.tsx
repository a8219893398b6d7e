// A locked profile: the ways to open it, and why the automatic one did not work.
import { useState } from "react";
import type { AppPhase, UnlockMethod } from "../../../shared/app-state";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction, type Action } from "../../store/use-action";
import { Button, LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Field, SecretField } from "../../ui/Field";
import { Page, PageCard } from "../../ui/Page";
import { useSelectOnProblem } from "../../ui/use-select-on-problem";
import sheet from "./UnlockPage.module.css";
import { taskWords, useRunningTask } from "./Working";

const cx = classes(sheet);

type LockedPhase = Extract<AppPhase, { readonly phase: "locked" }>;

interface MethodProps {
  readonly action: Action;
}

function PassphraseForm({ action }: MethodProps) {
  const client = useClient();
  const [passphrase, setPassphrase] = useState("");
  const { problem } = action;
  const field = useSelectOnProblem(problem);

  return (
    <form
      className={cx("form")}
      onSubmit={(event) => {
        event.preventDefault();
        void action.run(() => client.call("unlock.passphrase", { passphrase }));
      }}
    >
      <SecretField
        ref={field}
        label={t("protection.passphrase")}
        icon="key"
        value={passphrase}
        onChange={(value) => {
          setPassphrase(value);
          action.clear();
        }}
        showLabel={t("field.show")}
        hideLabel={t("field.hide")}
        autoComplete="off"
        autoFocus
        maxLength={1024}
        error={problem === undefined ? undefined : errorSentence(problem)}
      />
      <Button variant="primary" submit disabled={passphrase === "" || action.busy}>
        {t("unlock.go")}
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
        disabled={action.busy}
        onClick={() => void action.run(() => client.call("unlock.osKeyStore", {}))}
      >
        {t("unlock.os")}
      </Button>
    </div>
  );
}

const OTHER_WAY = {
  os: "unlock.insteadOs",
  passphrase: "unlock.insteadPassphrase",
  recovery: "unlock.insteadRecovery",
} as const;

export function UnlockPage({ phase }: { readonly phase: LockedPhase }) {
  const { address, methods, problem } = phase;
  const [method, setMethod] = useState<UnlockMethod>(
    methods.find((way) => way === "passphrase") ?? methods[0] ?? "recovery",
  );
  const action = useAction();
  const running = useRunningTask();
  const forms = { os: KeyStoreForm, passphrase: PassphraseForm, recovery: RecoveryForm } as const;
  const Form = forms[method];

  return (
    <Page title={t("unlock.title")} subtitle={address} foot={t("unlock.foot")}>
      <PageCard>
        {problem === undefined ? null : (
          <p className={cx("why")} role="status">
            {errorSentence(problem)}
          </p>
        )}
        <Form key={method} action={action} />
        {action.busy ? (
          <p className={cx("muted")} role="status">
            {running === undefined ? t("progress.unlock") : taskWords(running.task)}
          </p>
        ) : null}
        {methods.length < 2 ? null : (
          <div className={cx("others")}>
            {methods
              .filter((way) => way !== method)
              .map((way) => (
                <LinkButton
                  key={way}
                  onClick={() => {
                    action.clear();
                    setMethod(way);
                  }}
                >
                  {t(OTHER_WAY[way])}
                </LinkButton>
              ))}
          </div>
        )}
      </PageCard>
    </Page>
  );
}
