// The two ways in: an account on a SIP server, or trying it here. In the second window of a trial there
// is only one: joining as the other person.
import type { ErrorCode } from "../../../shared/errors";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Page, PageCard } from "../../ui/Page";
import type { Plan, SignInForm } from "./plan";
import { SignInCard } from "./SignInCard";
import { TryCard } from "./TryCard";
import sheet from "./Welcome.module.css";

const cx = classes(sheet);

interface WelcomeProps {
  readonly invitation: string | undefined;
  readonly form: SignInForm;
  readonly problem: ErrorCode | undefined;
  readonly onForm: (form: SignInForm) => void;
  readonly onPlan: (plan: Plan) => void;
}

export function Welcome({ invitation, form, problem, onForm, onPlan }: WelcomeProps) {
  const problemLine =
    problem === undefined ? null : (
      <p className={cx("problem")} role="alert">
        {errorSentence(problem)}
      </p>
    );

  if (invitation !== undefined) {
    return (
      <Page title={t("join.title")} subtitle={t("join.subtitle")} foot={t("onboarding.keyStays")}>
        <PageCard title={t("join.card")}>
          <p className={cx("address")}>{invitation}</p>
          <p className={cx("muted")}>{t("join.explain")}</p>
          {problemLine}
          <Button
            variant="primary"
            onClick={() => {
              onPlan("join");
            }}
          >
            {t("join.go")}
          </Button>
        </PageCard>
      </Page>
    );
  }
  return (
    <Page title={t("welcome.title")} subtitle={t("welcome.subtitle")} foot={t("onboarding.keyStays")}>
      {problemLine}
      <div className={cx("columns")}>
        <SignInCard
          form={form}
          onForm={onForm}
          onSignIn={() => {
            onPlan("sign-in");
          }}
        />
        <TryCard
          onTry={() => {
            onPlan("try-here");
          }}
        />
      </div>
    </Page>
  );
}
