// The way to the server: directly, or through a proxy.
import type { OwnAccount } from "../../../shared/app-state";
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { SettingGroup, SettingRow } from "./SettingRow";

function wordsFor(proxy: OwnAccount["proxy"]): string {
  if (proxy === undefined) return t("network.directMeans");
  return proxy.user === undefined ? t("network.through") : t("network.throughAs", { user: proxy.user });
}

export function NetworkGroup({ account }: { readonly account: OwnAccount }) {
  const commands = useCommands();
  return (
    <SettingGroup title={t("network.title")}>
      <SettingRow title={account.proxy?.url ?? t("network.direct")} description={wordsFor(account.proxy)}>
        <Button
          size="small"
          onClick={() => {
            commands.showDialog({ type: "proxy" });
          }}
        >
          {t("network.change")}
        </Button>
      </SettingRow>
    </SettingGroup>
  );
}
