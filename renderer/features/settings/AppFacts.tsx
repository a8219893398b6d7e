// What this app is and how it is set up, as whoever helps would ask for it.
import { CLOCK_TOLERANCE } from "../../../shared/connection";
import type { DiagnosticsView, RuntimeVersions } from "../../../shared/diagnostics";
import { errorSentence } from "../../i18n/error-text";
import { duration, moment } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { Row, Rows } from "../../ui/Panel";
import { useDayStart } from "../../ui/use-now";
import sheet from "./AppFacts.module.css";
import { SettingGroup } from "./SettingRow";

const cx = classes(sheet);

const VERSIONS: readonly (readonly [keyof RuntimeVersions, TextKey])[] = [
  ["app", "diagnostics.version.app"],
  ["electron", "diagnostics.version.electron"],
  ["chromium", "diagnostics.version.chromium"],
  ["node", "diagnostics.version.node"],
  ["database", "diagnostics.version.database"],
  ["system", "diagnostics.version.system"],
];

/** `offset`: the server's clock less ours. */
function clockWords(offset: number | undefined): string {
  if (offset === undefined) return t("diagnostics.clockUnknown");
  const by = duration(Math.abs(offset));
  if (Math.abs(offset) <= CLOCK_TOLERANCE) return t("diagnostics.clockGood", { by });
  return t(offset > 0 ? "diagnostics.clockSlow" : "diagnostics.clockFast", { by });
}

function backupWords({ last, problem }: DiagnosticsView["backup"], today: number): string {
  const when = last === undefined ? t("diagnostics.backupNone") : moment(last, today);
  return problem === undefined ? when : `${when}. ${t("backup.failed")} ${errorSentence(problem)}`;
}

export function AppFacts({ view }: { readonly view: DiagnosticsView }) {
  const today = useDayStart();
  return (
    <SettingGroup title={t("diagnostics.facts")}>
      <div className={cx("facts")}>
        <Rows wide>
          {VERSIONS.map(([name, title]) => (
            <Row key={name} name={t(title)}>
              {view.versions[name]}
            </Row>
          ))}
          <Row name={t("diagnostics.server")}>{view.server}</Row>
          <Row name={t("diagnostics.proxy")}>{view.proxy?.url ?? t("diagnostics.proxyNone")}</Row>
          <Row name={t("diagnostics.clock")}>{clockWords(view.clockOffset)}</Row>
          <Row name={t("diagnostics.backup")}>{backupWords(view.backup, today)}</Row>
        </Rows>
      </div>
    </SettingGroup>
  );
}
