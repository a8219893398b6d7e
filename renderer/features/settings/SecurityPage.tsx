// Security: locking, what opens the account here, the oldest protocol allowed, receipts, the own key with its certificate, authorities.
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { RadioRows, Switch } from "../../ui/Choices";
import { AuthoritiesGroup } from "./AuthoritiesGroup";
import { CertificateGroup } from "./CertificateGroup";
import { LockGroup } from "./LockGroup";
import { ProtectionGroup } from "./ProtectionGroup";
import { SettingGroup, SettingRow } from "./SettingRow";
import { SettingProblem } from "./SettingProblem";
import { useSetting } from "./use-setting";

export function SecurityPage() {
  const settings = useApp((state) => state.settings);
  const account = useApp((state) => state.account);
  const setting = useSetting();
  return (
    <>
      <LockGroup />
      <ProtectionGroup />
      <SettingGroup title={t("security.oldest")}>
        <RadioRows
          label={t("security.oldest")}
          value={settings.minimumProtocol}
          onChange={(minimumProtocol) => {
            setting.change({ minimumProtocol });
          }}
          choices={[
            { value: "proved", title: t("security.proved"), description: t("security.provedMeans") },
            { value: "2.2", title: t("security.atLeast"), description: t("security.atLeastMeans") },
            { value: "allow-1.0", title: t("security.oldest10"), description: t("security.oldest10Means") },
          ]}
        />
      </SettingGroup>
      <SettingGroup title={t("security.receipts")}>
        <SettingRow title={t("security.readReceipts")} description={t("security.readReceiptsMeans")}>
          <Switch
            label={t("security.readReceipts")}
            checked={settings.readReceipts}
            onChange={(readReceipts) => {
              setting.change({ readReceipts });
            }}
          />
        </SettingRow>
      </SettingGroup>
      {setting.problem === undefined ? null : <SettingProblem>{errorSentence(setting.problem)}</SettingProblem>}
      {account === undefined ? null : (
        <>
          <CertificateGroup account={account} />
          <AuthoritiesGroup authorities={account.authorities} />
        </>
      )}
    </>
  );
}
