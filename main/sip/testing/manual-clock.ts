// A clock that stands still until a test moves it.
import type { Millis } from "../../../shared/ids";
import type { Clock, Random } from "../../messaging/ports";

export interface ManualClock extends Clock {
  /** Moves on and calls what became due, in order. */
  advance(by: Millis): void;
  /** Delays of the timers that wait, shortest first. */
  pending(): readonly Millis[];
}

export function createManualClock(start: Millis = 1_700_000_000_000): ManualClock {
  let now = start;
  const timers = new Set<{ readonly at: Millis; readonly callback: () => void }>();

  return {
    now: () => now,
    after: (delay, callback) => {
      const timer = { at: now + delay, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: (by) => {
      const end = now + by;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        now = next.at;
        next.callback();
      }
      now = end;
    },
    pending: () => [...timers].map(({ at }) => at - now).sort((a, b) => a - b),
  };
}

/** No jitter: fraction() is the middle of its range. */
export const steadyRandom: Random = { uint32: () => 0, fraction: () => 0.5 };
