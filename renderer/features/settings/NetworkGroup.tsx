// The way to the server: directly, or through a proxy. And what is wrong with this computer's clock, by the server's.
import type { OwnAccount } from "../../../shared/app-state";
import { CLOCK_TOLERANCE } from "../../../shared/connection";
import { duration } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { SettingGroup, SettingRow } from "./SettingRow";

function wordsFor(proxy: OwnAccount["proxy"]): string {
  if (proxy === undefined) return t("network.directMeans");
  return proxy.user === undefined ? t("network.through") : t("network.throughAs", { user: proxy.user });
}

function ClockRow() {
  const offset = useApp(({ connection: { current } }) => (current.status === "online" ? current.clockOffset : undefined)) ?? 0;
  if (Math.abs(offset) <= CLOCK_TOLERANCE) return null;
  const by = duration(Math.abs(offset));
  return <SettingRow title={t(offset > 0 ? "network.clockSlow" : "network.clockFast", { by })} description={t("network.clockMeans")} />;
}

export function NetworkGroup({ account }: { readonly account: OwnAccount }) {
  const commands = useCommands();
  return (
    <SettingGroup title={t("network.way")}>
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
      <ClockRow />
    </SettingGroup>
  );
}
