// Times, dates and numbers by the app's locale. Everything takes milliseconds since 1970 and gives text.
// A time that a peer wrote can be any number: what no calendar has is shown as the last day of the year 9999, because
// an exception here would take the whole window away.
import type { Millis } from "../../shared/ids";
import { formatLocale, t } from "./i18n";

const DAY = 24 * 60 * 60 * 1000;
const LATEST: Millis = Date.UTC(9999, 11, 31);

function dateOf(at: Millis): Date {
  return new Date(Math.min(at, LATEST));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function format(at: Millis, options: Intl.DateTimeFormatOptions): string {
  const key = `${formatLocale()}${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(formatLocale(), options);
    formatters.set(key, formatter);
  }
  return formatter.format(dateOf(at));
}

/** Midnight, local time, of the day that `at` lies in. */
export function startOfDay(at: Millis): Millis {
  return dateOf(at).setHours(0, 0, 0, 0);
}

/** Whole days from the day of `at` to the day of `now`; daylight saving does not disturb it. */
function daysBetween(at: Millis, now: Millis): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / DAY);
}

function sameYear(at: Millis, now: Millis): boolean {
  return dateOf(at).getFullYear() === dateOf(now).getFullYear();
}

/** For machines: 2031-03-03T14:07:12.000Z */
export function isoTime(at: Millis): string {
  return dateOf(at).toISOString();
}

/** 14:07, and 2:07 PM where people write it so */
export function timeOfDay(at: Millis): string {
  return format(at, { timeStyle: "short" });
}

/** 14:07:12 */
export function timeWithSeconds(at: Millis): string {
  return format(at, { timeStyle: "medium" });
}

/** 14 Nov, with the year when it is another one. */
export function shortDate(at: Millis, now: Millis): string {
  return format(at, {
    day: "numeric",
    month: "short",
    ...(sameYear(at, now) ? {} : { year: "numeric" as const }),
  });
}

/** 3 Mar 2031 */
export function dateWithYear(at: Millis): string {
  return format(at, { day: "numeric", month: "short", year: "numeric" });
}

/** In the list: 14:07 today, Fri in the last six days, 14 Nov before that. */
export function listTime(at: Millis, now: Millis): string {
  const days = daysBetween(at, now);
  if (days <= 0) return timeOfDay(at);
  if (days < 7) return format(at, { weekday: "short" });
  return shortDate(at, now);
}

/** Over a day's messages: Today, Yesterday, Thursday 19 November. */
export function dayHeading(at: Millis, now: Millis): string {
  const days = daysBetween(at, now);
  if (days === 0) return t("day.today");
  if (days === 1) return t("day.yesterday");
  return format(at, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear(at, now) ? {} : { year: "numeric" as const }),
  });
}

/** A moment as short as it can be said: 14:02 today, 14 Nov, 14:02 on another day. */
export function moment(at: Millis, now: Millis): string {
  if (daysBetween(at, now) === 0) return timeOfDay(at);
  return t("moment.otherDay", { date: shortDate(at, now), time: timeOfDay(at) });
}

/** To the second: 14:02:07 today, 14 Nov, 14:02:07 on another day. */
export function exactMoment(at: Millis, now: Millis): string {
  if (daysBetween(at, now) === 0) return timeWithSeconds(at);
  return t("moment.otherDay", { date: shortDate(at, now), time: timeWithSeconds(at) });
}

/** Today a time, on another day only the date: 14:06, 14 Nov. */
export function timeOrDate(at: Millis, now: Millis): string {
  return daysBetween(at, now) === 0 ? timeOfDay(at) : shortDate(at, now);
}

export function wholeNumber(value: number): string {
  return new Intl.NumberFormat(formatLocale()).format(value);
}

const BYTE_UNITS = ["size.bytes", "size.kilo", "size.mega", "size.giga"] as const;

/** 512 B, 1.2 MB, 34 GB: of 1000 as disks are sold, with a digit after the point below ten. */
export function byteSize(bytes: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), BYTE_UNITS.length - 1);
  const size = bytes / 1000 ** power;
  const digits = power > 0 && size < 10 ? 1 : 0;
  const written = new Intl.NumberFormat(formatLocale(), { maximumFractionDigits: digits }).format(size);
  return t(BYTE_UNITS[power] ?? "size.bytes", { size: written });
}

/** 0.9 is 90% in English and 90 % in Slovak. */
export function percent(share: number): string {
  return new Intl.NumberFormat(formatLocale(), { style: "percent" }).format(share);
}

/** A span from milliseconds to days, in its largest fitting unit: 80 ms, 36 s, 5 min, 3 h, 2 d. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return t("duration.milliseconds", { count: Math.max(0, Math.round(milliseconds)) });
  if (seconds < 90) return t("duration.seconds", { count: Math.round(seconds) });
  if (seconds < 90 * 60) return t("duration.minutes", { count: Math.round(seconds / 60) });
  if (seconds < 36 * 3600) return t("duration.hours", { count: Math.round(seconds / 3600) });
  return t("duration.days", { count: Math.round(seconds / 86_400) });
}

/** How long a countdown still runs: 12 s, and 5 min where seconds would only be restless. */
export function countdownWords(seconds: number): string {
  return seconds < 100
    ? t("duration.seconds", { count: seconds })
    : t("duration.minutes", { count: Math.ceil(seconds / 60) });
}
