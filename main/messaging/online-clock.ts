// Counts the time spent registered over the whole life of the account; giving up counts only this (spec 2.3, 5).
// Ticks are clamped: a suspended or set clock adds at most one interval.
import type { Millis } from "../../shared/ids";
import type { Clock } from "./ports";

const TICK: Millis = 60_000;

export interface OnlineClock {
  setOnline(online: boolean): void;
  total(): Millis;
  /** Stops ticking and saves. */
  stop(): void;
}

/** `save` is called with the new total once a minute while online and at each change. */
export function createOnlineClock(clock: Clock, initial: Millis, save: (total: Millis) => void): OnlineClock {
  let total = initial;
  let countedUntil: Millis | undefined;
  let cancel: (() => void) | undefined;

  function count(): void {
    if (countedUntil === undefined) return;
    const now = clock.now();
    total += Math.min(Math.max(now - countedUntil, 0), TICK);
    countedUntil = now;
  }
  function tick(): void {
    count();
    save(total);
    cancel = clock.after(TICK, tick);
  }
  function end(): void {
    count();
    countedUntil = undefined;
    cancel?.();
    cancel = undefined;
    save(total);
  }

  return {
    setOnline(online) {
      if (online === (countedUntil !== undefined)) return;
      if (!online) {
        end();
        return;
      }
      countedUntil = clock.now();
      cancel = clock.after(TICK, tick);
    },
    total() {
      count();
      return total;
    },
    stop: end,
  };
}
