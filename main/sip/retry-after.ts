// How long a server asks us to wait (RFC 3261, 20.33).
import type { Millis } from "../../shared/ids";

/** A server may ask for patience, but not for so much that a message seems forgotten. */
const LONGEST_RETRY_AFTER: Millis = 3_600_000;

/**
 * Retry-After in milliseconds: the header counts seconds and may carry a comment and parameters. At most an
 * hour; undefined when it says nothing usable. (sip.js itself takes the seconds for milliseconds.)
 */
export function parseRetryAfter(header: string | undefined): Millis | undefined {
  const seconds = /^\s*(\d{1,10})(?![\w.])/.exec(header ?? "")?.[1];
  return seconds === undefined ? undefined : Math.min(Number(seconds) * 1000, LONGEST_RETRY_AFTER);
}
