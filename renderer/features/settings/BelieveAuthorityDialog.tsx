// Before an authority is believed: which one it is, with the fingerprint to compare, and what follows. From then on its
// signature stands in for the user's own decision about a changed key.
import type { AuthorityView } from "../../../shared/app-state";
import { errorSentence } from "../../i18n/error-text";
import { dateWithYear } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { Row, Rows } from "../../ui/Panel";
import { fingerprintLines } from "../contact/fingerprint";
import sheet from "./BelieveAuthorityDialog.module.css";

const cx = classes(sheet);

interface BelieveAuthorityProps {
  readonly file: string;
  readonly authority: AuthorityView;
}

export function BelieveAuthorityDialog({ file, authority: { name, fingerprint, notBefore, notAfter } }: BelieveAuthorityProps) {
  const client = useClient();
  const commands = useCommands();
  const action = useAction();
  const believe = async (): Promise<void> => {
    if (await action.run(() => client.call("authorities.add", { file }))) commands.closeDialog();
  };
  return (
    <Dialog
      title={t("authorities.believeTitle", { name })}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <>
          <Button data-first-focus onClick={commands.closeDialog}>
            {t("action.cancel")}
          </Button>
          <Button variant="primary" onClick={() => void believe()}>
            {t("authorities.believeGo")}
          </Button>
        </>
      }
    >
      <div className={cx("body")}>
        <Rows>
          <Row name={t("authorities.fingerprint")} mono>
            {fingerprintLines(fingerprint).map((line, index) => (
              <span key={index} className={cx("line")}>
                {line}
              </span>
            ))}
          </Row>
          <Row name={t("key.valid")}>
            {t("authorities.believeValid", { from: dateWithYear(notBefore), until: dateWithYear(notAfter) })}
          </Row>
        </Rows>
        <Notice icon="key">
          <p>{t("authorities.believeCompare")}</p>
          <p>{t("authorities.believeMeans")}</p>
        </Notice>
        {action.problem === undefined ? null : (
          <Notice tone="danger" icon="warning">
            <p>{errorSentence(action.problem)}</p>
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
