// The safety number to read to each other. When the contact's key has changed, the new key can be
// accepted here, after the comparison.
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/icons";
import { digitGroups } from "./fingerprint";
import { keyIdentity, useSafetyNumber } from "./KeySection";
import { shortName } from "./names";
import sheet from "./SafetyNumberDialog.module.css";

const cx = classes(sheet);

export function SafetyNumberDialog({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const digits = useSafetyNumber(contactId, contact === undefined ? "" : keyIdentity(contact.trust));
  const commands = useCommands();
  const client = useClient();
  const action = useAction();
  if (contact === undefined) return null;
  const name = shortName(contact);
  const groups = digitGroups(digits ?? "");
  const offered = contact.trust.status === "changed" ? contact.trust.offered.fingerprint : undefined;

  const accept = async (fingerprint: string): Promise<void> => {
    if (await action.run(() => client.call("contacts.acceptKey", { contactId, fingerprint }))) commands.closeDialog();
  };

  return (
    <Dialog
      width="wide"
      title={t("safety.title", { name })}
      subtitle={t("safety.subtitle")}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <>
          <Button variant="ghost" data-first-focus onClick={commands.closeDialog}>
            {t(offered === undefined ? "action.close" : "action.notNow")}
          </Button>
          <span className={cx("gap")} />
          {groups.length === 0 ? null : (
            <CopyButton
              text={() => groups.join(" ")}
              label={t("action.copy")}
              doneLabel={t("action.copied")}
              failedLabel={t("action.notCopied")}
            />
          )}
          {offered === undefined ? null : (
            <Button onClick={() => void accept(offered)}>{t("safety.accept", { name })}</Button>
          )}
        </>
      }
    >
      {groups.length === 0 ? (
        <p>{t("safety.noDigits", { name })}</p>
      ) : (
        <ol className={cx("digits")} aria-label={t("safety.digitsLabel")}>
          {groups.map((group, index) => (
            <li key={index}>{group}</li>
          ))}
        </ol>
      )}
      <div className={cx("why")}>
        <Icon name="info" />
        <p>{t(offered === undefined ? "safety.meaning" : "safety.meaningChanged", { name })}</p>
      </div>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </Dialog>
  );
}
