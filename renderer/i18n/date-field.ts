// The value of a date field, YYYY-MM-DD, which is the same in every language, and the local day that it means.
import type { Millis } from "../../shared/ids";

const two = (part: number): string => String(part).padStart(2, "0");

export function dateFieldValue(at: Millis): string {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Start of the day in local time; undefined when it is no day of the calendar. */
export function dayOfField(value: string): Millis | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (parts === null) return undefined;
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(year ?? 0, (month ?? 0) - 1, day);
  return dateFieldValue(date.getTime()) === value ? date.getTime() : undefined;
}
