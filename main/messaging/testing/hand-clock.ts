// For tests: a clock that stands still until it is moved. Wall time and the time that timers count are two things,
// as on a computer that sleeps or whose clock is set.
import type { Millis } from "../../../shared/ids";
import type { Clock } from "../ports";

export interface HandClock extends Clock {
  /** Both times go on; timers that become due fire in order, each at its own time. */
  advance(duration: Millis): void;
  /** The wall clock is set; timers do not notice. */
  setBy(difference: Millis): void;
  /** The computer sleeps: the wall clock goes on, timers stand still. */
  suspend(duration: Millis): void;
  /** Timers that wait. */
  readonly waiting: number;
  /** Until the next of them goes off. */
  readonly untilNext: Millis | undefined;
}

interface Timer {
  readonly due: Millis;
  readonly callback: () => void;
}

export function handClock(start: Millis = 1_800_000_000_000): HandClock {
  let wall = start;
  let steady = 0;
  const timers = new Set<Timer>();

  const nextUntil = (limit: Millis): Timer | undefined =>
    [...timers].filter(({ due }) => due <= limit).sort((a, b) => a.due - b.due)[0];

  return {
    now: () => wall,
    after(delay, callback) {
      const timer = { due: steady + Math.max(delay, 0), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(duration) {
      const end = steady + duration;
      for (let timer = nextUntil(end); timer !== undefined; timer = nextUntil(end)) {
        timers.delete(timer);
        wall += timer.due - steady;
        steady = timer.due;
        timer.callback();
      }
      wall += end - steady;
      steady = end;
    },
    setBy(difference) {
      wall += difference;
    },
    suspend(duration) {
      wall += duration;
    },
    get waiting() {
      return timers.size;
    },
    get untilNext() {
      const next = nextUntil(Infinity);
      return next === undefined ? undefined : next.due - steady;
    },
  };
}
