// Every change of what a contact's app reported: when, what was added and removed, how we learned it, the raw strings.
import type { CapabilityChange } from "../../../shared/contact";
import { moment } from "../../i18n/format";
import { classes } from "../../ui/classes";
import { useDayStart } from "../../ui/use-now";
import { capabilityWords, carrierWords, differenceWords } from "./capability-text";
import sheet from "./CapabilityHistory.module.css";

const cx = classes(sheet);

function wordsOf({ strings }: CapabilityChange, before: CapabilityChange | undefined): string {
  return before === undefined ? capabilityWords(strings) : differenceWords(strings, before.strings);
}

/** `changes` newest first: each is told against the one after it. */
export function CapabilityHistory({ changes }: { readonly changes: readonly CapabilityChange[] }) {
  const today = useDayStart();
  return (
    <ol className={cx("history")}>
      {changes.map((change, index) => (
        <li key={`${change.at}-${change.carrier}-${change.strings.join()}`} className={cx("change")}>
          <div className={cx("first")}>
            <span>{wordsOf(change, changes[index + 1])}</span>
            <time className={cx("time")}>{moment(change.at, today)}</time>
          </div>
          <p className={cx("carrier")}>{carrierWords(change.carrier)}</p>
          <p className={cx("raw")}>{change.strings.join(" ")}</p>
        </li>
      ))}
    </ol>
  );
}
