// A locked profile, or one that hides its content: the ways in, why the automatic one did not work, and the way to the
// other accounts of this computer.
import { useEffect, useState } from "react";
import type { AppPhase, UnlockMethod } from "../../../shared/app-state";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useAction } from "../../store/use-action";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Page, PageCard } from "../../ui/Page";
import { OtherAccounts } from "../profiles/OtherAccounts";
import { OTHER_WAY } from "./other-way";
import { UNLOCK_FORMS } from "./UnlockForms";
import sheet from "./UnlockPage.module.css";
import { taskWords, useRunningTask } from "./Working";

const cx = classes(sheet);

export type ShutPhase = Extract<AppPhase, { readonly phase: "locked" | "hidden" }>;

export function UnlockPage({ phase }: { readonly phase: ShutPhase }) {
  const { address, methods } = phase;
  const problem = phase.phase === "locked" ? phase.problem : undefined;
  const isHidden = phase.phase === "hidden";
  const [method, setMethod] = useState<UnlockMethod>(
    methods.find((way) => way === "passphrase") ?? methods[0] ?? "recovery",
  );
  const action = useAction();
  const running = useRunningTask();
  const Form = UNLOCK_FORMS[method];

  useEffect(() => {
    // How many messages are unread is part of what is hidden.
    document.title = t("app.name");
  }, []);

  return (
    <Page
      title={t(isHidden ? "hidden.title" : "unlock.title")}
      subtitle={address}
      foot={t(isHidden ? "hidden.foot" : "unlock.foot")}
    >
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
          <OtherAccounts />
        </div>
      </PageCard>
    </Page>
  );
}
