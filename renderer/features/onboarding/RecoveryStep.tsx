// The recovery key, shown once to be written down, and the own half of every safety number.
import type { NewAccount } from "../../../shared/ipc/requests/opening";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useServices } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Page, PageCard } from "../../ui/Page";
import { digitGroups } from "../contact/fingerprint";
import { RecoveryKey } from "./RecoveryKey";
import sheet from "./RecoveryStep.module.css";

const cx = classes(sheet);

interface RecoveryStepProps {
  readonly account: NewAccount;
  /** "Try it here": nothing is lost when it is not written down. */
  readonly trying: boolean;
}

export function RecoveryStep({ account, trying }: RecoveryStepProps) {
  const { client, commands, store } = useServices();
  const action = useAction();

  const finish = async (): Promise<void> => {
    await client.call("onboarding.finish", {});
    if (!trying) return;
    // Who tries Stamp wants to write: the only chat that there is opens with the composer ready.
    const [only, ...others] = Object.values(store.getState().conversations);
    if (only !== undefined && others.length === 0) commands.openChat(only.contactId);
  };

  return (
    <Page title={t("recovery.title")} subtitle={t("recovery.subtitle")} foot={t("onboarding.keyStays")}>
      <PageCard>
        <RecoveryKey recoveryKey={account.recoveryKey} />
        <p className={cx("muted")}>{t(trying ? "recovery.trying" : "recovery.means")}</p>
        <div className={cx("own")}>
          <h2 className={cx("ownTitle")}>{t("recovery.ownDigits")}</h2>
          <ol className={cx("digits")} aria-label={t("recovery.ownDigits")}>
            {digitGroups(account.ownDigits).map((group, index) => (
              <li key={index}>{group}</li>
            ))}
          </ol>
          <p className={cx("muted")}>{t("recovery.ownMeans")}</p>
        </div>
        {action.problem === undefined ? null : (
          <p className={cx("problem")} role="alert">
            {errorSentence(action.problem)}
          </p>
        )}
        <Button
          variant="primary"
          disabled={action.busy}
          onClick={() => void action.run(finish)}
        >
          {t(trying ? "recovery.goOn" : "recovery.written")}
        </Button>
      </PageCard>
    </Page>
  );
}
