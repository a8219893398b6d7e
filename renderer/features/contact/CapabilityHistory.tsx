// Every change of what a contact's app reported: when, what was added and removed, how we learned it, the raw strings. The
// last change of the oldest protocol allowed stands among them, where it happened.
import type { CapabilityChange, ProtocolPin } from "../../../shared/contact";
import { moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { Raw } from "../../ui/Raw";
import { useDayStart } from "../../ui/use-now";
import { capabilityWords, carrierWords, differenceWords } from "./capability-text";
import sheet from "./CapabilityHistory.module.css";

const cx = classes(sheet);

function wordsOf({ strings }: CapabilityChange, before: CapabilityChange | undefined): string {
  return before === undefined ? capabilityWords(strings) : differenceWords(strings, before.strings);
}

interface Line {
  readonly key: string;
  readonly at: number;
  readonly words: string;
  readonly source: string;
  readonly raw: string;
}

function linesOf(changes: readonly CapabilityChange[], pin: ProtocolPin | undefined): readonly Line[] {
  const lines = changes.map((change, index): Line => {
    const raw = change.strings.join(" ");
    const words = wordsOf(change, changes[index + 1]);
    return { key: `${change.at}-${change.carrier}-${raw}`, at: change.at, words, source: carrierWords(change.carrier), raw };
  });
  if (pin === undefined) return lines;
  const { level, since: at } = pin;
  const set: Line =
    pin.by === "proved"
      ? { key: "pin", at, words: t("protocol.pinSet.proved", { level }), source: t("protocol.pinCarrier.proved"), raw: "" }
      : { key: "pin", at, words: t("protocol.pinSet.user", { level }), source: t("protocol.pinCarrier.user"), raw: "" };
  // What was proved by a report comes after it, so above it in the list.
  return [...lines.filter((line) => line.at > at), set, ...lines.filter((line) => line.at <= at)];
}

/** `changes` newest first: each is told against the one after it. */
export function CapabilityHistory({ changes, pin }: { readonly changes: readonly CapabilityChange[]; readonly pin: ProtocolPin | undefined }) {
  const today = useDayStart();
  return (
    <ol className={cx("history")} tabIndex={0} aria-label={t("protocol.history")}>
      {linesOf(changes, pin).map((line) => (
        <li key={line.key} className={cx("change")}>
          <div className={cx("first")}>
            <span>{line.words}</span>
            <time className={cx("time")}>{moment(line.at, today)}</time>
          </div>
          <p className={cx("carrier")}>{line.source}</p>
          {line.raw === "" ? null : <p><Raw>{line.raw}</Raw></p>}
        </li>
      ))}
    </ol>
  );
}
