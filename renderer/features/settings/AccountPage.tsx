// The account: who we are, where, with which key; signing out; removing it from this computer.
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { shortFingerprint } from "../contact/fingerprint";
import { ProfilesGroup } from "../profiles/ProfilesGroup";
import { SettingProblem } from "./SettingProblem";
import { SettingGroup, SettingRow } from "./SettingRow";

export function AccountPage() {
  const account = useApp((state) => state.account);
  const client = useClient();
  const commands = useCommands();
  const action = useAction();
  if (account === undefined) return null;
  return (
    <>
      <SettingGroup title={t("account.you")}>
        <SettingRow title={account.address} description={t("field.address")} />
        <SettingRow title={account.server} description={t(account.tryHere ? "account.tryServer" : "field.server")} />
        <SettingRow title={t("card.own")} description={t("card.ownRow")}>
          <Button
            size="small"
            onClick={() => {
              commands.showDialog({ type: "share-card" });
            }}
          >
            {t("card.showOwn")}
          </Button>
        </SettingRow>
        <SettingRow mono title={shortFingerprint(account.fingerprint)} description={t("key.fingerprint")} />
      </SettingGroup>
      {account.tryHere ? (
        <SettingGroup title={t("try.title")}>
          <SettingRow title={t("account.secondWindow")} description={t("account.secondWindowMeans")}>
            <Button
              size="small"
              icon="windows"
              onClick={() => void action.run(() => client.call("account.openSecondWindow", {}))}
            >
              {t("account.openWindow")}
            </Button>
          </SettingRow>
        </SettingGroup>
      ) : null}
      <ProfilesGroup />
      <SettingGroup title={t("account.leaving")}>
        <SettingRow title={t("account.signOut")} description={t("account.signOutMeans")}>
          <Button
            size="small"
            onClick={() => {
              commands.showDialog({ type: "sign-out" });
            }}
          >
            {t("account.signOutGo")}
          </Button>
        </SettingRow>
        <SettingRow title={t("account.remove")} description={t("account.removeMeans")}>
          <Button
            size="small"
            variant="danger"
            onClick={() => {
              commands.showDialog({ type: "remove-account" });
            }}
          >
            {t("account.removeGo")}
          </Button>
        </SettingRow>
      </SettingGroup>
      {action.problem === undefined ? null : <SettingProblem>{errorSentence(action.problem)}</SettingProblem>}
    </>
  );
}
