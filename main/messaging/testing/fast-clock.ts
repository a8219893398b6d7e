// For tests: real time, but faster, so that whole sessions with their real waiting times end in moments.
import type { Clock } from "../ports";

export function fastClock(factor: number): Clock {
  const start = Date.now();
  return {
    now: () => start + Math.round((Date.now() - start) * factor),
    after(delay, callback) {
      const timer = setTimeout(callback, delay / factor);
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
