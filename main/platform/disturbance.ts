// Notices what may have cut a connection without a word: another network, or a computer that slept (spec 2.3, step 5).
// One slow tick looks at both, as not every system tells. The tick itself is the clue to sleep: timers stand still
// meanwhile and the wall clock does not, so one that comes far too late has slept. A clock that was set, or a machine
// too busy to tick, looks the same and costs one ping.
import type { Millis } from "../../shared/ids";

export type Disturbance = "network-changed" | "slept";

export interface DisturbanceOptions {
  readonly clock: {
    now(): Millis;
    after(delay: Millis, callback: () => void): () => void;
  };
  /** The ways out of this computer in a few words that compare equal as long as nothing changed. */
  readonly network: () => string;
  readonly onDisturbance: (what: Disturbance) => void;
}

const TICK: Millis = 5_000;
/** Later than this is no slow machine any more. */
const LATE: Millis = 10_000;

/** Looks until the returned function is called. */
export function watchDisturbances({ clock, network, onDisturbance }: DisturbanceOptions): () => void {
  let before = network();
  let lookedAt = clock.now();
  let cancel = clock.after(TICK, look);

  function look(): void {
    const now = clock.now();
    const slept = now - lookedAt >= TICK + LATE;
    const networkNow = network();
    const changed = networkNow !== before;
    lookedAt = now;
    before = networkNow;
    cancel = clock.after(TICK, look);
    if (changed) onDisturbance("network-changed");
    else if (slept) onDisturbance("slept");
  }

  return () => {
    cancel();
  };
}
