// The line over the window when this computer's clock is off by the server's: what is sent carries the wrong time.
import { CLOCK_TOLERANCE } from "../../../shared/connection";
import { duration } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { AppLine } from "../frame/AppLine";

export function ClockLine() {
  const offset = useApp(({ connection: { current } }) => (current.status === "online" ? current.clockOffset : undefined)) ?? 0;
  const isThere = useApp(({ ui: { view } }) => view.type === "settings" && view.page === "network");
  const commands = useCommands();
  // The page says the same, and what to do.
  if (Math.abs(offset) <= CLOCK_TOLERANCE || isThere) return null;
  const open = () => {
    commands.showView({ type: "settings", page: "network" });
    return Promise.resolve();
  };
  return (
    <AppLine
      icon="clock"
      lead={t(offset > 0 ? "connection.clockSlow" : "connection.clockFast", { by: duration(Math.abs(offset)) })}
      action={{ label: t("connection.clockOpen"), take: open }}
    >
      {t("connection.clockMeans")}
    </AppLine>
  );
}
