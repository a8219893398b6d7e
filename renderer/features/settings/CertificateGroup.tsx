// The own key and its certificate: who signed it, how long it holds, and how to get another one.
import { useState } from "react";
import type { OwnAccount } from "../../../shared/app-state";
import { errorSentence } from "../../i18n/error-text";
import { dateWithYear } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { FileButton } from "../../ui/FileButton";
import { useDayStart } from "../../ui/use-now";
import { longFingerprint, shortFingerprint } from "../contact/fingerprint";
import { CERTIFICATE_FILES, readCertificateFile } from "./certificate-file";
import { ownValidity } from "./own-validity";
import { SettingOutcome } from "./SettingOutcome";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";

export function CertificateGroup({ account }: { readonly account: OwnAccount }) {
  const client = useClient();
  const action = useAction();
  const [outcome, setOutcome] = useState<TextKey | undefined>(undefined);
  const today = useDayStart();
  const issuer = account.certificateIssuer;

  /** `work` answers whether it was done, or the user did not want to after all. */
  const run = (said: TextKey, work: () => Promise<boolean>) => {
    setOutcome(undefined);
    void action.run(async () => {
      if (await work()) setOutcome(said);
    });
  };

  return (
    <>
      <SettingGroup title={t("certificate.title")}>
        <SettingRow
          mono
          title={shortFingerprint(account.fingerprint)}
          description={t("certificate.keyMade", { made: dateWithYear(account.keyMadeAt) })}
        >
          <CopyButton
            size="small"
            text={() => longFingerprint(account.fingerprint)}
            label={t("action.copy")}
            doneLabel={t("action.copied")}
            failedLabel={t("action.notCopied")}
          />
        </SettingRow>
        <SettingRow
          title={issuer === undefined ? t("certificate.own") : t("certificate.issued", { issuer })}
          description={ownValidity(account, today)}
        >
          <Button
            size="small"
            disabled={action.busy}
            onClick={() => {
              run("certificate.renewed", async () => {
                await client.call("certificate.renew", {});
                return true;
              });
            }}
          >
            {t(issuer === undefined ? "certificate.renew" : "certificate.signMyself")}
          </Button>
        </SettingRow>
        <SettingRow title={t("certificate.byAuthority")} description={t("certificate.byAuthorityMeans")}>
          <Button
            size="small"
            disabled={action.busy}
            onClick={() => {
              run("certificate.requestSaved", async () => (await client.call("certificate.saveRequest", {})).saved);
            }}
          >
            {t("certificate.saveRequest")}
          </Button>
          <FileButton
            size="small"
            label={t("certificate.useSigned")}
            accept={CERTIFICATE_FILES}
            onFile={(file) => {
              run("certificate.signedUsed", async () => {
                await client.call("certificate.useSigned", { file: await readCertificateFile(file) });
                return true;
              });
            }}
          />
        </SettingRow>
      </SettingGroup>
      {action.problem === undefined ? null : <SettingProblem>{errorSentence(action.problem)}</SettingProblem>}
      <SettingOutcome>{outcome === undefined ? undefined : t(outcome)}</SettingOutcome>
    </>
  );
}
