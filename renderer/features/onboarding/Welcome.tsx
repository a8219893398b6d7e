// The ways in: an account on a SIP server, trying it here, or an account that comes from another computer. In the second
// window of a trial there is only one: joining as the other person.
import type { ConnectionProblem } from "../../../shared/connection";
import type { ErrorCode } from "../../../shared/errors";
import { problemSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Page, PageCard } from "../../ui/Page";
import { MoveCard } from "./MoveCard";
import type { Plan, SignInForm } from "./plan";
import { SignInCard } from "./SignInCard";
import { TryCard } from "./TryCard";
import sheet from "./Welcome.module.css";

const cx = classes(sheet);

interface WelcomeProps {
  readonly invitation: string | undefined;
  readonly form: SignInForm;
  readonly problem: ErrorCode | ConnectionProblem | undefined;
  readonly onForm: (form: SignInForm) => void;
  readonly onPlan: (plan: Plan) => void;
  readonly onImport: () => void;
}

export function Welcome({ invitation, form, problem, onForm, onPlan, onImport }: WelcomeProps) {
  const problemLine =
    problem === undefined ? null : (
      // In a small window what it answers to may be far below.
      <p ref={(line) => line?.scrollIntoView({ block: "nearest" })} className={cx("problem")} role="alert">
        {problemSentence(problem)}
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
        <MoveCard onImport={onImport} />
      </div>
    </Page>
  );
}
