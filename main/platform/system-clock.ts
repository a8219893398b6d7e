// The real clock and the real dice, in the shape messaging asks for.
import type { Millis } from "../../shared/ids";

/** Longest delay that setTimeout takes; longer ones are cut into pieces. */
const MAX_TIMEOUT: Millis = 2 ** 31 - 1;

export const systemClock = {
  now: () => Date.now(),
  after(delay: Millis, callback: () => void): () => void {
    let timer: NodeJS.Timeout;
    const arm = (rest: Millis) => {
      const part = Math.min(rest, MAX_TIMEOUT);
      timer = setTimeout(() => {
        if (rest > part) arm(rest - part);
        else callback();
      }, part);
    };
    arm(Math.max(delay, 0));
    return () => {
      clearTimeout(timer);
    };
  },
};
