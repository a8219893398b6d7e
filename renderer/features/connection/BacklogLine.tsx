// The line over the window while what came in the meantime is opened, when that takes longer than a moment. Nothing waits
// for it: one can read and write.
import { wholeNumber } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp } from "../../store/context";
import { classes } from "../../ui/classes";
import { ProgressTrack } from "../../ui/ProgressTrack";
import { AppLine } from "../frame/AppLine";
import sheet from "./BacklogLine.module.css";

const cx = classes(sheet);

export function BacklogLine() {
  const backlog = useApp((state) => state.progress.backlog);
  if (backlog === undefined || backlog.state === "done") return null;
  const { count = 0, fraction = 0 } = backlog;
  return (
    <AppLine icon="inbox" lead={t("backlog.lead")}>
      {t("backlog.means")}{" "}
      {/* Silent for screen readers: they would hear every batch. */}
      <span className={cx("count")} aria-hidden="true">
        {t("backlog.count", { opened: wholeNumber(Math.round(count * fraction)), count: wholeNumber(count) })}
      </span>
      <span className={cx("track")}>
        <ProgressTrack thin fraction={fraction} label={t("backlog.label")} />
      </span>
    </AppLine>
  );
}
