// When a text is tried again and when it is given up (spec 2.3, step 5). Pure: time and chance come in.
import type { Millis } from "../../shared/ids";

/** Delay before the n-th attempt; the last one repeats. */
export const RETRY_SCHEDULE: readonly Millis[] = [0, 1, 3, 10, 15, 20, 30, 60, 120, 300, 300].map((s) => s * 1000);

/** Time spent registered since the text was written, after which an attempted text is given up. */
export const GIVE_UP_AFTER_ONLINE: Millis = 24 * 3600 * 1000;

const JITTER = 0.2;
/** A server asks many clients for the same patience; this much more of it, by chance, spreads them. */
const PATIENCE_SPREAD = 0.5;
/** A server may ask for patience, but not for more than this. */
export const MAX_RETRY_AFTER: Millis = 3600 * 1000;

export interface RetryInput {
  readonly now: Millis;
  /** Attempts of this queue row so far; at least 1. */
  readonly attempts: number;
  readonly schedule: readonly Millis[];
  /** Uniform in [0, 1). */
  readonly fraction: number;
  readonly retryAfter?: Millis | undefined;
}

/** Time of the next attempt: the schedule ± 20 %, never before what the server asked for, up to an hour. */
export function nextRetryAt({ now, attempts, schedule, fraction, retryAfter = 0 }: RetryInput): Millis {
  const delay = schedule[Math.min(attempts, schedule.length - 1)] ?? 0;
  const jittered = delay * (1 - JITTER + 2 * JITTER * fraction);
  const asked = Math.min(retryAfter * (1 + PATIENCE_SPREAD * fraction), MAX_RETRY_AFTER);
  return now + Math.round(Math.max(jittered, asked));
}

/** True when a text that was attempted in vain has had its online time. */
export function givesUp(onlineNow: Millis, onlineAtInsert: Millis): boolean {
  return onlineNow - onlineAtInsert >= GIVE_UP_AFTER_ONLINE;
}
