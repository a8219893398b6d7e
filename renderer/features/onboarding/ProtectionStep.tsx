// What opens the key on this computer: its key store, or a passphrase typed twice.
import { useState } from "react";
import type { ErrorCode } from "../../../shared/errors";
import type { Protection } from "../../../shared/ipc/requests/opening";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { RadioRows } from "../../ui/Choices";
import { classes } from "../../ui/classes";
import { Page, PageCard } from "../../ui/Page";
import { NewPassphraseFields, useNewPassphrase } from "./NewPassphrase";
import sheet from "./ProtectionStep.module.css";

const cx = classes(sheet);

interface ProtectionStepProps {
  /** What the button says. */
  readonly go: string;
  /** What is known of the account that comes here. */
  readonly subtitle?: string | undefined;
  readonly osKeyStore: boolean;
  readonly problem: ErrorCode | undefined;
  readonly onBack: () => void;
  readonly onProtect: (protection: Protection) => void;
}

export function ProtectionStep({ go: goWords, subtitle = t("protection.subtitle"), osKeyStore, problem, onBack, onProtect }: ProtectionStepProps) {
  const [type, setType] = useState<Protection["type"]>(osKeyStore ? "os" : "passphrase");
  const typed = useNewPassphrase();

  const go = (): void => {
    if (type === "os") {
      onProtect({ type });
      return;
    }
    typed.compare();
    if (typed.isGood) onProtect({ type, passphrase: typed.passphrase });
  };

  return (
    <Page title={t("protection.title")} subtitle={subtitle} foot={t("protection.foot")}>
      <PageCard>
        <form
          className={cx("form")}
          onSubmit={(event) => {
            event.preventDefault();
            go();
          }}
        >
          {problem === undefined ? null : (
            <p className={cx("problem")} role="alert">
              {errorSentence(problem)}
            </p>
          )}
          {osKeyStore ? (
            <div className={cx("choices")}>
              <RadioRows
                label={t("protection.title")}
                value={type}
                onChange={setType}
                choices={[
                  { value: "os", title: t("protection.os"), description: t("protection.osMeans") },
                  { value: "passphrase", title: t("protection.passphrase"), description: t("protection.passphraseMeans") },
                ]}
              />
            </div>
          ) : null}
          {type === "passphrase" ? (
            <NewPassphraseFields state={typed} label={t("protection.passphrase")} autoFocus={!osKeyStore} />
          ) : null}
          <div className={cx("buttons")}>
            <Button onClick={onBack}>{t("action.back")}</Button>
            <Button variant="primary" wide submit>
              {goWords}
            </Button>
          </div>
        </form>
      </PageCard>
    </Page>
  );
}
