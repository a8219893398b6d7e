// Time of a run: it stands still while anything computes and goes from timer to timer else, so hours of waiting are
// moments, and the same seed takes the same way.
import type { Millis } from "../../shared/ids";
import { handClock } from "../../main/messaging/testing/hand-clock";
import type { Clock } from "../../main/messaging/ports";
import { nothingComputes } from "./computing";

export interface Journey {
  readonly clock: Clock;
  /** Lets so much time pass. */
  pass(duration: Millis): Promise<void>;
  /** Lets time pass until the condition holds; false when it did not within `limit`. */
  until(condition: () => boolean, limit: Millis): Promise<boolean>;
  /** The computer sleeps so long. */
  sleep(duration: Millis): void;
  /** Somebody sets the clock. */
  setClockBy(difference: Millis): void;
  /** Lets time pass until something is over. */
  over<T>(work: Promise<T>): Promise<T>;
}

/** Timers so close to each other go off together. */
const STEP: Millis = 5;
const LONGEST_WORK: Millis = 60_000;

export function createJourney(): Journey {
  const clock = handClock();

  async function until(condition: () => boolean, limit: Millis): Promise<boolean> {
    const end = clock.now() + Math.ceil(limit);
    for (;;) {
      await nothingComputes();
      if (condition()) return true;
      const rest = end - clock.now();
      if (rest <= 0) return false;
      clock.advance(Math.min(rest, Math.max(clock.untilNext ?? rest, STEP)));
    }
  }

  return {
    // The network draws delays, and a time in a file is a whole number.
    clock: { now: clock.now, after: (delay, callback) => clock.after(Math.ceil(delay), callback) },
    until,
    pass: async (duration) => void (await until(() => false, duration)),
    sleep: clock.suspend,
    setClockBy: clock.setBy,
    async over(work) {
      let isOver = false;
      const settled = work.finally(() => {
        isOver = true;
      });
      // A failure is thrown below; nobody may call it unhandled before.
      settled.catch(() => undefined);
      if (!(await until(() => isOver, LONGEST_WORK))) throw new Error("something did not end");
      return settled;
    },
  };
}
