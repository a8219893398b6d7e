// The account file of another computer was chosen: its passphrase opens it, and shows whose account is in it.
import { useState } from "react";
import type { AccountFileView } from "../../../shared/ipc/requests/opening";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { SecretField } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { Page, PageCard } from "../../ui/Page";
import { useSelectOnProblem } from "../../ui/use-select-on-problem";
import sheet from "./AccountFileStep.module.css";

const cx = classes(sheet);

interface AccountFileStepProps {
  /** Of the file. */
  readonly name: string;
  readonly onBack: () => void;
  readonly onOpened: (account: AccountFileView) => void;
}

export function AccountFileStep({ name, onBack, onOpened }: AccountFileStepProps) {
  const client = useClient();
  const action = useAction();
  const [passphrase, setPassphrase] = useState("");
  const { problem } = action;
  const field = useSelectOnProblem(problem);

  const open = async (): Promise<void> => {
    onOpened(await client.call("onboarding.openAccountFile", { passphrase }));
  };

  return (
    <Page title={t("accountFile.title")} subtitle={t("accountFile.subtitle")} foot={t("accountFile.foot")}>
      <PageCard>
        <form
          className={cx("form")}
          onSubmit={(event) => {
            event.preventDefault();
            void action.run(open);
          }}
        >
          <p className={cx("file")}>
            <Icon name="file" size="small" />
            <span className={cx("name")} dir="auto">{name}</span>
          </p>
          <SecretField
            ref={field}
            label={t("accountFile.passphrase")}
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
            help={t("accountFile.passphraseMeans")}
            error={problem === undefined ? undefined : errorSentence(problem)}
          />
          <div className={cx("buttons")}>
            <Button onClick={onBack}>{t("action.back")}</Button>
            <Button variant="primary" wide submit disabled={passphrase === "" || action.busy}>
              {t("accountFile.open")}
            </Button>
          </div>
        </form>
      </PageCard>
    </Page>
  );
}
