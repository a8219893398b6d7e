// What the connection did since the app was started, the newest first, each with how long it lasted.
import { useState } from "react";
import type { ConnectionChange } from "../../../shared/diagnostics";
import type { Millis } from "../../../shared/ids";
import { connectionSentence } from "../../i18n/error-text";
import { duration } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { TimelineList } from "../details/TimelineList";
import type { Moment } from "../details/timeline";
import sheet from "./ConnectionChanges.module.css";
import { SettingGroup } from "./SettingRow";

const cx = classes(sheet);

/** Shown before one asks for all of them. */
const AT_FIRST = 6;

const STATES: Readonly<Record<ConnectionChange["status"], Pick<Moment, "tone" | "icon"> & { readonly title: TextKey }>> = {
  connecting: { tone: "plain", icon: "clock", title: "connection.is.connecting" },
  online: { tone: "success", icon: "checkCircle", title: "connection.is.online" },
  offline: { tone: "warning", icon: "noNetwork", title: "connection.is.offline" },
  "sign-in-refused": { tone: "danger", icon: "crossCircle", title: "connection.is.sign-in-refused" },
  replaced: { tone: "danger", icon: "windows", title: "connection.is.replaced" },
  stopped: { tone: "plain", icon: "lock", title: "connection.is.stopped" },
};

/** Newest first. `now`: for how long the present one lasts so far. */
function momentsOf(changes: readonly ConnectionChange[], now: number): readonly Moment[] {
  return changes
    .map((change, index): Moment => {
      const { title, ...look } = STATES[change.status];
      const next = changes[index + 1];
      const lasted = next === undefined ? t("diagnostics.lasts", { time: duration(now - change.at) }) : t("diagnostics.lasted", { time: duration(next.at - change.at) });
      return {
        ...look,
        key: `${change.at}-${index}`,
        title: t(title),
        at: change.at,
        lasted,
        detail: change.problem === undefined ? "" : connectionSentence(change.problem),
        ...(change.problem === undefined ? {} : { raw: change.problem }),
      };
    })
    .reverse();
}

interface ConnectionChangesProps {
  readonly changes: readonly ConnectionChange[];
  readonly cut: boolean;
  /** When this was so. */
  readonly now: Millis;
}

export function ConnectionChanges({ changes, cut, now }: ConnectionChangesProps) {
  const [all, setAll] = useState(false);
  const moments = momentsOf(changes, now);
  const shown = all ? moments : moments.slice(0, AT_FIRST);
  return (
    <SettingGroup title={t("diagnostics.changes")}>
      <div className={cx("changes")}>
        <p className={cx("about")}>{t(changes.length === 0 ? "diagnostics.changesNone" : "diagnostics.changesSince")}</p>
        <TimelineList moments={shown} />
        {all && cut ? <p className={cx("about", "cut")}>{t("diagnostics.changesCut")}</p> : null}
        {moments.length > AT_FIRST ? (
          <p className={cx("more")}>
            <LinkButton
              aria-expanded={all}
              onClick={() => {
                setAll(!all);
              }}
            >
              {all ? t("action.showLess") : t("action.showMore", { count: moments.length - AT_FIRST })}
            </LinkButton>
          </p>
        ) : null}
      </div>
    </SettingGroup>
  );
}
