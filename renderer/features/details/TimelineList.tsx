// Moments one under the other, joined by a hairline.
import { exactMoment } from "../../i18n/format";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { Raw } from "../../ui/Raw";
import { useDayStart } from "../../ui/use-now";
import type { Moment } from "./timeline";
import sheet from "./TimelineList.module.css";

const cx = classes(sheet);

export function TimelineList({ moments }: { readonly moments: readonly Moment[] }) {
  const today = useDayStart();
  return (
    <ol className={cx("list")}>
      {moments.map((moment) => (
        <li key={moment.key} className={cx("moment", moment.tone)}>
          <span className={cx("icon")}>
            <Icon name={moment.icon} size="tiny" />
          </span>
          <div className={cx("words")}>
            <div className={cx("first")}>
              <span className={cx("title")}>{moment.title}</span>
              <time className={cx("time")}>{exactMoment(moment.at, today)}</time>
            </div>
            {moment.lasted === undefined ? null : <p className={cx("detail")}>{moment.lasted}</p>}
            {moment.detail === "" ? null : <p className={cx("detail")}>{moment.detail}</p>}
            {moment.raw === undefined ? null : <p className={cx("raw")}><Raw>{moment.raw}</Raw></p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
