// What the server says of its clock, in the Date header of an answer or of a stored message (RFC 3261, 20.17). Nobody
// vouches for it.
import type { Millis } from "../../shared/ids";

/** A renewal that tells of another difference by this much is news: somebody put a clock right. */
const NEWS: Millis = 30_000;

/** Undefined when there is none or it is no date. */
export function readDate(header: string | undefined): Millis | undefined {
  const at = Date.parse(header ?? "");
  return Number.isNaN(at) ? undefined : at;
}

export function isNews(before: Millis | undefined, offset: Millis | undefined): boolean {
  if (before === undefined || offset === undefined) return before !== offset;
  return Math.abs(before - offset) >= NEWS;
}
