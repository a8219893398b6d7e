// The certificate authorities that the user believes: which, how long, adding and removing.
import type { AuthorityView } from "../../../shared/app-state";
import { validityOn, type Validity } from "../../../shared/certificate";
import { errorSentence } from "../../i18n/error-text";
import { dateWithYear } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { FileButton } from "../../ui/FileButton";
import { useDayStart } from "../../ui/use-now";
import { longFingerprint } from "../contact/fingerprint";
import { CERTIFICATE_FILES, readCertificateFile } from "./certificate-file";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";

const VALIDITY: Readonly<Record<Validity, TextKey>> = {
  "not-yet": "authorities.notValid",
  holds: "authorities.validUntil",
  "ends-soon": "authorities.validUntil",
  ended: "authorities.notValid",
};

export function AuthoritiesGroup({ authorities }: { readonly authorities: readonly AuthorityView[] }) {
  const client = useClient();
  const commands = useCommands();
  const action = useAction();
  const today = useDayStart();
  const ask = async (chosen: File): Promise<void> => {
    const file = await readCertificateFile(chosen);
    commands.showDialog({ type: "believe-authority", file, authority: await client.call("authorities.preview", { file }) });
  };
  return (
    <>
      <SettingGroup title={t("authorities.title")}>
        {authorities.map((authority) => (
          <SettingRow
            key={authority.fingerprint}
            title={authority.name}
            description={t(VALIDITY[validityOn(authority, today)], {
              from: dateWithYear(authority.notBefore),
              until: dateWithYear(authority.notAfter),
            })}
            raw={longFingerprint(authority.fingerprint)}
          >
            <Button
              size="small"
              aria-label={t("authorities.removeLabel", { name: authority.name })}
              onClick={() => void action.run(() => client.call("authorities.remove", { fingerprint: authority.fingerprint }))}
            >
              {t("authorities.remove")}
            </Button>
          </SettingRow>
        ))}
        <SettingRow title={t("authorities.add")} description={t("authorities.addMeans")}>
          <FileButton
            size="small"
            label={t("authorities.choose")}
            accept={CERTIFICATE_FILES}
            onFile={(file) => void action.run(() => ask(file))}
          />
        </SettingRow>
      </SettingGroup>
      {action.problem === undefined ? null : <SettingProblem>{errorSentence(action.problem)}</SettingProblem>}
    </>
  );
}
