// The safety number to read to each other. When the contact's key has changed, the new key can be accepted or refused
// here, after the comparison. The choice is about the key that was offered when the dialog opened: a server that offers
// yet another one while the two people compare gets a refusal, not what was meant for the first.
import { useState } from "react";
import type { Contact } from "../../../shared/contact";
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

function offeredKey(contact: Contact | undefined): string | undefined {
  return contact?.trust.status === "changed" ? contact.trust.offered.fingerprint : undefined;
}

export function SafetyNumberDialog({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const digits = useSafetyNumber(contactId, contact === undefined ? "" : keyIdentity(contact.trust));
  const [offered] = useState(() => offeredKey(contact));
  const commands = useCommands();
  const client = useClient();
  const action = useAction();
  if (contact === undefined) return null;
  const name = shortName(contact);
  const groups = digitGroups(digits ?? "");
  const { trust } = contact;
  const offeredNow = offeredKey(contact);
  const isOther = offeredNow !== undefined && offeredNow !== offered;

  const decide = async (fingerprint: string): Promise<void> => {
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
          {trust.status !== "changed" || isOther ? null : (
            <>
              <Button onClick={() => void decide(trust.key.fingerprint)}>{t("safety.keep")}</Button>
              <Button onClick={() => void decide(trust.offered.fingerprint)}>{t("safety.accept")}</Button>
            </>
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
        <p>{isOther ? t("safety.another", { name }) : t(offered === undefined ? "safety.meaning" : "safety.meaningChanged", { name })}</p>
      </div>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </Dialog>
  );
}
