// What opens the key on this computer: its key store, or a passphrase typed twice.
import { useState } from "react";
import type { ErrorCode } from "../../../shared/errors";
import type { Protection } from "../../../shared/ipc/schema";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { RadioRows } from "../../ui/Choices";
import { classes } from "../../ui/classes";
import { SecretField } from "../../ui/Field";
import { Page, PageCard } from "../../ui/Page";
import sheet from "./ProtectionStep.module.css";

const cx = classes(sheet);

/** Hint only; main decides. */
const SHORTEST_PASSPHRASE = 8;

interface ProtectionStepProps {
  readonly osKeyStore: boolean;
  readonly problem: ErrorCode | undefined;
  readonly onBack: () => void;
  readonly onProtect: (protection: Protection) => void;
}

export function ProtectionStep({ osKeyStore, problem, onBack, onProtect }: ProtectionStepProps) {
  const [type, setType] = useState<Protection["type"]>(osKeyStore ? "os" : "passphrase");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [compared, setCompared] = useState(false);
  const length = [...passphrase].length;
  const tooShort = compared && length < SHORTEST_PASSPHRASE;
  const different = compared && !tooShort && passphrase !== again;

  const go = (): void => {
    if (type === "os") {
      onProtect({ type });
      return;
    }
    setCompared(true);
    if (length >= SHORTEST_PASSPHRASE && passphrase === again) onProtect({ type, passphrase });
  };

  return (
    <Page title={t("protection.title")} subtitle={t("protection.subtitle")} foot={t("protection.foot")}>
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
            <>
              <SecretField
                label={t("protection.passphrase")}
                icon="key"
                value={passphrase}
                onChange={(value) => {
                  setPassphrase(value);
                  setCompared(false);
                }}
                showLabel={t("field.show")}
                hideLabel={t("field.hide")}
                autoComplete="off"
                autoFocus={!osKeyStore}
                maxLength={1024}
                help={
                  length === 0
                    ? t("protection.hint", { minimum: SHORTEST_PASSPHRASE })
                    : t(length < 16 ? "protection.length" : "protection.lengthGood", { count: length })
                }
                error={tooShort ? t("protection.tooShort", { minimum: SHORTEST_PASSPHRASE }) : undefined}
              />
              <SecretField
                label={t("protection.again")}
                icon="key"
                value={again}
                onChange={(value) => {
                  setAgain(value);
                  setCompared(false);
                }}
                showLabel={t("field.show")}
                hideLabel={t("field.hide")}
                autoComplete="off"
                maxLength={1024}
                error={different ? t("protection.different") : undefined}
              />
            </>
          ) : null}
          <div className={cx("buttons")}>
            <Button onClick={onBack}>{t("action.back")}</Button>
            <Button variant="primary" wide submit>
              {t("protection.go")}
            </Button>
          </div>
        </form>
      </PageCard>
    </Page>
  );
}
