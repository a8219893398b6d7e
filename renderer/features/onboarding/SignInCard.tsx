// Signing in to a SIP server: address, password, server (found by the domain where possible), an own
// certificate authority if the server has one, a proxy if the network needs one, and a test that says what is wrong.
import { useEffect, useState } from "react";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { classes } from "../../ui/classes";
import { Field, SecretField } from "../../ui/Field";
import { PageCard } from "../../ui/Page";
import { CaFile } from "./CaFile";
import { NetworkPart } from "./NetworkPart";
import { slipIn, type SignInForm } from "./plan";
import sheet from "./SignInCard.module.css";
import { TestList } from "./TestList";
import { useConnectionTest } from "./use-connection-test";
import { useFoundServer } from "./use-found-server";

const cx = classes(sheet);

interface SignInCardProps {
  readonly form: SignInForm;
  readonly onForm: (form: SignInForm) => void;
  readonly onSignIn: () => void;
}

export function SignInCard({ form, onForm, onSignIn }: SignInCardProps) {
  const found = useFoundServer(form.address, form.proxy);
  const [serverTyped, setServerTyped] = useState(form.server !== "");
  const test = useConnectionTest(form);
  // As with the test: whatever is typed afterwards takes it away.
  const [submitted, setSubmitted] = useState<SignInForm | undefined>(undefined);
  const slip = submitted === form ? slipIn(form) : undefined;
  const complete = form.address.trim() !== "" && form.password !== "" && form.server.trim() !== "";
  const refused = test.results.find((result) => result.step === "sign-in")?.ok === false;

  useEffect(() => {
    if (!serverTyped && found !== undefined && found !== form.server) onForm({ ...form, server: found });
  }, [serverTyped, found, form, onForm]);

  return (
    <PageCard title={t("signIn.title")}>
      <form
        className={cx("form")}
        onSubmit={(event) => {
          event.preventDefault();
          if (!complete) return;
          setSubmitted(form);
          if (slipIn(form) === undefined) onSignIn();
        }}
      >
        <Field
          label={t("field.address")}
          icon="person"
          value={form.address}
          onChange={(address) => {
            // An emptied server field stays empty until the address, and so perhaps the server, is another one.
            if (form.server === "") setServerTyped(false);
            onForm({ ...form, address });
          }}
          placeholder={t("field.addressExample")}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          inputMode="email"
          maxLength={320}
          autoFocus
          error={slip === "invalid-address" ? errorSentence(slip) : test.addressProblem}
        />
        <SecretField
          label={t("field.password")}
          icon="key"
          value={form.password}
          onChange={(password) => {
            onForm({ ...form, password });
          }}
          showLabel={t("field.show")}
          hideLabel={t("field.hide")}
          autoComplete="off"
          maxLength={1024}
          invalid={refused}
        />
        <Field
          label={t("field.server")}
          icon="server"
          value={form.server}
          onChange={(server) => {
            setServerTyped(true);
            onForm({ ...form, server });
          }}
          placeholder={t("field.serverExample")}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          inputMode="url"
          maxLength={512}
          trailing={
            found !== undefined && found === form.server ? (
              <span className={cx("found")}>
                <Chip>{t("signIn.found")}</Chip>
              </span>
            ) : undefined
          }
          error={slip === "invalid-server-url" ? errorSentence(slip) : test.serverProblem}
        />
        <CaFile form={form} onForm={onForm} />
        <NetworkPart
          form={form}
          onForm={onForm}
          problem={slip === "invalid-proxy" ? errorSentence(slip) : test.proxyProblem}
        />
        <TestList test={test} />
        <div className={cx("buttons")}>
          <Button onClick={test.start} disabled={!complete}>
            {t(test.results.length === 0 ? "signIn.test" : "signIn.testAgain")}
          </Button>
          <Button variant="primary" wide submit disabled={!complete}>
            {t("onboarding.signIn")}
          </Button>
        </div>
      </form>
    </PageCard>
  );
}
