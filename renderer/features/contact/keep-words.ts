// How long messages are kept, in words.
import { t } from "../../i18n/i18n";

/** Days that are offered, the longest first; 0 is for ever. */
export const KEEP_DAYS = [0, 365, 90, 30, 7] as const;

function daysWords(days: number): string {
  if (days === 0) return t("keep.forEver");
  return days === 365 ? t("keep.year") : t("keep.days", { days });
}

/** `rule` undefined: as in the settings, where it is `usual`. Both in days. */
export function keepWords(rule: number | undefined, usual: number): string {
  return rule === undefined ? t("keep.asSettings", { time: daysWords(usual) }) : daysWords(rule);
}
