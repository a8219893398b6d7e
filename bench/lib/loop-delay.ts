// How long the event loop was kept from its turn: what a person feels as a window that does not answer.
import { monitorEventLoopDelay } from "node:perf_hooks";

/** The histogram's own interval, which is part of every value it records. */
const RESOLUTION_MS = 1;

/** Starts to watch; the returned function ends it and gives the delay that 99 % of all turns did not exceed, in ms. */
export function watchLoop(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return () => {
    histogram.disable();
    return Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS);
  };
}
