// The line over the window while our certificate is about to end, or has ended, and only the authority that signed it
// can do something about it. What we signed ourselves is renewed without a word.
import { dateWithYear } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { useDayStart } from "../../ui/use-now";
import { AppLine } from "../frame/AppLine";
import { ownCertificateState } from "./own-validity";

export function CertificateLine() {
  const account = useApp((state) => state.account);
  const isThere = useApp(({ ui: { view } }) => view.type === "settings" && view.page === "security");
  const commands = useCommands();
  const today = useDayStart();
  if (account?.certificateIssuer === undefined) return null;
  const state = ownCertificateState(account, today);
  if (state !== "ends-soon" && state !== "ended") return null;
  const openSettings = () => {
    commands.showView({ type: "settings", page: "security" });
    return Promise.resolve();
  };
  const until = dateWithYear(account.certificateValidUntil);
  return (
    <AppLine
      icon="key"
      lead={t(state === "ended" ? "certificateLine.ended" : "certificateLine.endsSoon", { until })}
      {...(isThere ? {} : { action: { label: t("certificateLine.open"), take: openSettings } })}
    >
      {t("certificateLine.means", { issuer: account.certificateIssuer })}
    </AppLine>
  );
}
