// Network: the server, the way to it, a test of that way, and where more is told.
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { NetworkGroup } from "./NetworkGroup";
import { SettingGroup, SettingRow } from "./SettingRow";
import { TestGroup } from "./TestGroup";

export function NetworkPage() {
  const account = useApp((state) => state.account);
  if (account === undefined) return null;
  return (
    <>
      <SettingGroup title={t("field.server")}>
        <SettingRow title={account.server} description={t(account.tryHere ? "network.tryHere" : "network.serverMeans")} />
      </SettingGroup>
      {account.tryHere ? null : <NetworkGroup account={account} />}
      <TestGroup />
    </>
  );
}
