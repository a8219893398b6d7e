// Every change of what a contact's app reported: when, what, and how we learned it.
import type { CapabilityChange } from "../../../shared/contact";
import { moment } from "../../i18n/format";
import { classes } from "../../ui/classes";
import { useDayStart } from "../../ui/use-now";
import { capabilityWords, carrierWords } from "./capability-text";
import sheet from "./CapabilityHistory.module.css";

const cx = classes(sheet);

export function CapabilityHistory({ changes }: { readonly changes: readonly CapabilityChange[] }) {
  const today = useDayStart();
  return (
    <ol className={cx("history")}>
      {changes.map((change) => (
        <li key={`${change.at}-${change.carrier}-${change.strings.join()}`} className={cx("change")}>
          <div className={cx("first")}>
            <span>{capabilityWords(change.strings)}</span>
            <time className={cx("time")}>{moment(change.at, today)}</time>
          </div>
          <p className={cx("carrier")}>{carrierWords(change.carrier)}</p>
          <p className={cx("raw")}>{change.strings.join(" ")}</p>
        </li>
      ))}
    </ol>
  );
}
