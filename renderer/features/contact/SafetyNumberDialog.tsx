// Comparing the safety number, read aloud or by the other one's code, and noting the result. When another key came, the
// comparison is about that one: "They match" accepts it at the same time. The choice is about the key that was there
// when the dialog opened: a server that offers yet another one while the two people compare gets a refusal, not what was
// meant for the first. Nothing is ever marked without the user's word.
import { useState } from "react";
import { keyToCompare, offeredKey, type Contact } from "../../../shared/contact";
import type { ContactId } from "../../../shared/ids";
import { compareSafetyCode, writeSafetyCode } from "../../../shared/safety-code";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog } from "../../ui/Dialog";
import { FileButton } from "../../ui/FileButton";
import { Notice } from "../../ui/Notice";
import { QrCode } from "../../ui/QrCode";
import { useFileIntake } from "../../ui/use-file-intake";
import { PICTURE_FILES } from "./card-file";
import { DropHint } from "./CardDrop";
import { ComparisonNotice, isDifference } from "./ComparisonNotice";
import { Digits } from "./Digits";
import { KeyPair } from "./KeyPair";
import { shortName } from "./names";
import sheet from "./SafetyNumberDialog.module.css";
import { useCodeScan } from "./use-code-scan";
import { useSafetyNumber } from "./use-safety-number";

const cx = classes(sheet);

export function SafetyNumberDialog({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const [opened] = useState(() => (contact === undefined ? undefined : keyToCompare(contact.trust)?.fingerprint));
  if (contact === undefined) return null;
  const key = keyToCompare(contact.trust);
  const name = shortName(contact);
  if (key === undefined) return <NothingToCompare name={name} text={t("safety.noDigits", { name })} />;
  if (key.fingerprint !== opened) return <NothingToCompare name={name} text={t("safety.another", { name })} />;
  return <Comparison contact={contact} fingerprint={key.fingerprint} />;
}

function NothingToCompare({ name, text }: { readonly name: string; readonly text: string }) {
  const commands = useCommands();
  return (
    <Dialog
      title={t("safety.title", { name })}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <Button data-first-focus onClick={commands.closeDialog}>
          {t("action.close")}
        </Button>
      }
    >
      <Notice>
        <p>{text}</p>
      </Notice>
    </Dialog>
  );
}

/** `fingerprint`: of the key that is compared. */
function Comparison({ contact, fingerprint }: { readonly contact: Contact; readonly fingerprint: string }) {
  const { id: contactId, address, trust } = contact;
  const name = shortName(contact);
  const groups = useSafetyNumber(contactId, keyToCompare(trust));
  const account = useApp((state) => state.account);
  const [differs, setDiffers] = useState(false);
  const { scan, read, forget } = useCodeScan();
  const over = useFileIntake(read, { paste: true });
  const commands = useCommands();
  const client = useClient();
  const action = useAction();
  if (account === undefined) return null;

  const own = { address: account.address, fingerprint: account.fingerprint };
  const other = { address, fingerprint };
  const result = scan.status === "read" ? compareSafetyCode(scan.text, own, other) : undefined;
  const isDifferent = differs || isDifference(result);
  const isCompared = trust.status === "verified";
  const asks = offeredKey(trust) !== undefined;
  const before = trust.status === "changed" ? trust.key : trust.status === "unlike-card" ? trust.announced : undefined;

  const decide = async (work: () => Promise<unknown>): Promise<void> => {
    if (await action.run(work)) commands.closeDialog();
  };
  const setCompared = (compared: boolean) => () => client.call("contacts.setCompared", { contactId, fingerprint, compared });
  const accept = (accepted: string) => () => client.call("contacts.acceptKey", { contactId, fingerprint: accepted });

  return (
    <Dialog
      width="wide"
      title={t("safety.title", { name })}
      subtitle={t("safety.subtitle")}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <>
          <Button data-first-focus onClick={commands.closeDialog}>
            {t(isCompared || isDifferent ? "action.close" : "action.notNow")}
          </Button>
          <span className={cx("gap")} />
          {isCompared ? <Button onClick={() => void decide(setCompared(false))}>{t("safety.takeBack")}</Button> : null}
          {/* One button for both, so that the keyboard stays where it is. */}
          <Button
            variant={isDifferent ? "plain" : "danger"}
            onClick={() => {
              setDiffers(!isDifferent);
              forget();
            }}
          >
            {t(isDifferent ? "safety.again" : "safety.differ")}
          </Button>
          {isDifferent || isCompared ? null : (
            <Button variant="primary" disabled={groups.length === 0} onClick={() => void decide(setCompared(true))}>
              {t("safety.match")}
            </Button>
          )}
        </>
      }
    >
      {over ? <DropHint text={t("safety.drop", { name })} /> : null}
      {asks ? <KeyPair contact={contact} /> : null}
      <div className={cx("compare", asks && "below")}>
        <div className={cx("scan")}>
          <div className={cx("code")}>
            <QrCode text={writeSafetyCode(own, other)} label={t("safety.codeLabel", { name })} />
          </div>
          <p className={cx("caption")}>{t("safety.scannable", { name })}</p>
        </div>
        <div className={cx("side")}>
          {asks ? <p>{t("safety.codeMeans", { name })}</p> : <Digits groups={groups} label={t("safety.digitsLabel")} />}
          <div className={cx("tools")}>
            <CopyButton
              size="small"
              text={() => groups.join(" ")}
              label={t("action.copy")}
              doneLabel={t("action.copied")}
              failedLabel={t("action.notCopied")}
            />
            <FileButton size="small" icon="scan" label={t("safety.readPicture", { name })} accept={PICTURE_FILES} onFile={read} />
          </div>
        </div>
      </div>
      <ComparisonNotice name={name} trust={trust} scan={scan} result={result} differs={differs} />
      {before === undefined ? null : (
        <div className={cx("without")}>
          <span className={cx("withoutWords")}>{t("safety.without")}</span>
          <Button size="small" onClick={() => void decide(accept(before.fingerprint))}>
            {t(trust.status === "changed" ? "safety.keep" : "safety.keepCard")}
          </Button>
          {isDifferent ? null : (
            <Button size="small" onClick={() => void decide(accept(fingerprint))}>
              {t("safety.accept")}
            </Button>
          )}
        </div>
      )}
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </Dialog>
  );
}
