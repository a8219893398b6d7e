// Everything that a contact's certificate says. What counts is the key in it, so that is said first.
import { Fragment, useEffect, useState } from "react";
import type { CertificateDetails } from "../../../shared/certificate";
import { keyToCompare } from "../../../shared/contact";
import type { ErrorCode } from "../../../shared/errors";
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { dateWithYear } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { errorCode, useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { Row, Rows } from "../../ui/Panel";
import { fingerprintLines } from "./fingerprint";
import { useNames } from "./use-names";

type Read =
  | { readonly status: "reading" }
  | { readonly status: "read"; readonly details: CertificateDetails }
  | { readonly status: "failed"; readonly problem: ErrorCode };

interface CertificateDialogProps {
  readonly contactId: ContactId;
  /** Of the key. */
  readonly fingerprint: string;
}

function useCertificate({ contactId, fingerprint }: CertificateDialogProps): Read {
  const client = useClient();
  const [read, setRead] = useState<Read>({ status: "reading" });
  useEffect(() => {
    let wanted = true;
    client.call("contacts.certificate", { contactId, fingerprint }).then(
      (details) => {
        if (wanted) setRead({ status: "read", details });
      },
      (error: unknown) => {
        if (wanted) setRead({ status: "failed", problem: errorCode(error) });
      },
    );
    return () => {
      wanted = false;
    };
  }, [client, contactId, fingerprint]);
  return read;
}

export function CertificateDialog(props: CertificateDialogProps) {
  const { contactId, fingerprint } = props;
  const commands = useCommands();
  const client = useClient();
  const names = useNames(contactId);
  const read = useCertificate(props);
  const action = useAction();
  const [saved, setSaved] = useState(false);
  const save = (): void => {
    void action.run(async () => {
      setSaved((await client.call("contacts.saveCertificate", { contactId, fingerprint })).saved);
    });
  };
  return (
    <Dialog
      width="wide"
      title={t("contactCertificate.title", { name: names.short })}
      subtitle={t("contactCertificate.means")}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <>
          <Button data-first-focus onClick={commands.closeDialog}>
            {t("action.close")}
          </Button>
          {read.status === "read" ? (
            <>
              <CopyButton
                text={() => read.details.pem}
                label={t("contactCertificate.copy")}
                doneLabel={t("action.copied")}
                failedLabel={t("action.notCopied")}
              />
              <Button icon={saved ? "check" : "file"} aria-live="polite" disabled={action.busy} onClick={save}>
                {t(saved ? "contactCertificate.saved" : "contactCertificate.save")}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {read.status === "reading" ? <p role="status">{t("contactCertificate.loading")}</p> : null}
      {read.status === "failed" ? <Failure problem={read.problem} /> : null}
      {action.problem === undefined ? null : <Failure problem={action.problem} />}
      {read.status === "read" ? <Facts contactId={contactId} details={read.details} /> : null}
    </Dialog>
  );
}

function Failure({ problem }: { readonly problem: ErrorCode }) {
  return (
    <Notice tone="danger" icon="warning">
      <p>{errorSentence(problem)}</p>
    </Notice>
  );
}

/** In lines that break between pairs. */
function Fingerprint({ hex }: { readonly hex: string }) {
  return fingerprintLines(hex).map((line) => (
    <Fragment key={line}>
      {line}
      <br />
    </Fragment>
  ));
}

function Facts({ contactId, details }: { readonly contactId: ContactId; readonly details: CertificateDetails }) {
  const authority = useApp((state) => {
    const contact = selectContact(state, contactId);
    const key = contact === undefined ? undefined : keyToCompare(contact.trust);
    return key?.fingerprint === details.keyFingerprint ? key.confirmedBy?.authority : undefined;
  });
  const { notBefore, notAfter } = details;
  return (
    <Rows wide>
      <Row name={t("contactCertificate.subject")}>{details.subject}</Row>
      <Row name={t("contactCertificate.issuer")}>
        {details.namesItself ? t("contactCertificate.itself") : details.issuer}
        {authority === undefined ? "" : ` · ${t("contactCertificate.confirmed", { authority })}`}
      </Row>
      <Row name={t("contactCertificate.valid")}>
        {t("contactCertificate.period", { from: dateWithYear(notBefore), until: dateWithYear(notAfter) })}
      </Row>
      <Row name={t("contactCertificate.key")}>{t("contactCertificate.rsa", { bits: details.keyBits })}</Row>
      <Row name={t("contactCertificate.algorithm")}>{details.signatureAlgorithm}</Row>
      <Row name={t("contactCertificate.serial")} mono>
        {details.serial}
      </Row>
      <Row name={t("contactCertificate.keyPrint")} mono>
        <Fingerprint hex={details.keyFingerprint} />
      </Row>
      <Row name={t("contactCertificate.print")} mono>
        <Fingerprint hex={details.certificateFingerprint} />
      </Row>
    </Rows>
  );
}
