// Security: the oldest protocol allowed, receipts, the own key.
import { errorSentence } from "../../i18n/error-text";
import { dateWithYear } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { RadioRows, Switch } from "../../ui/Choices";
import { CopyButton } from "../../ui/CopyButton";
import { longFingerprint, shortFingerprint } from "../contact/fingerprint";
import { SettingGroup, SettingRow } from "./SettingRow";
import { SettingProblem } from "./SettingProblem";
import { useSetting } from "./use-setting";

export function SecurityPage() {
  const settings = useApp((state) => state.settings);
  const account = useApp((state) => state.account);
  const setting = useSetting();
  return (
    <>
      <SettingGroup title={t("security.oldest")}>
        <RadioRows
          label={t("security.oldest")}
          value={settings.minimumProtocol}
          onChange={(minimumProtocol) => {
            setting.change({ minimumProtocol });
          }}
          // "allow-1.0" is offered when S/MIME is built: until then it would only make texts fail.
          choices={[
            { value: "proved", title: t("security.proved"), description: t("security.provedMeans") },
            { value: "2.2", title: t("security.atLeast"), description: t("security.atLeastMeans") },
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
        <SettingGroup title={t("security.ownKey")}>
          <SettingRow
            mono
            title={shortFingerprint(account.fingerprint)}
            description={t("security.keyMade", {
              made: dateWithYear(account.keyMadeAt),
              until: dateWithYear(account.certificateValidUntil),
            })}
          >
            <CopyButton
              size="small"
              text={() => longFingerprint(account.fingerprint)}
              label={t("action.copy")}
              doneLabel={t("action.copied")}
              failedLabel={t("action.notCopied")}
            />
          </SettingRow>
        </SettingGroup>
      )}
    </>
  );
}
