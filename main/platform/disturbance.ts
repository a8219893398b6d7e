// Notices what may have cut a connection without a word: another network, or a computer that slept (spec 2.3, step 5).
// One slow tick looks at both, as not every system tells. The tick itself is the clue to sleep: timers stand still
// meanwhile and the wall clock does not, so one that comes far too late has slept. A clock that was set, or a machine
// too busy to tick, looks the same and costs one ping. A network that flickers (a VPN that does not come up) must not make
// all retries due every few seconds: after some changes the next ones are told together when a minute has passed.
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
/** So many are told at once within so many ticks. */
const AT_ONCE = 3;
const CALM_TICKS = 12;

/** Looks until the returned function is called. */
export function watchDisturbances({ clock, network, onDisturbance }: DisturbanceOptions): () => void {
  let before = network();
  let lookedAt = clock.now();
  let cancel = clock.after(TICK, look);
  // Counted in ticks: the wall clock may be set.
  let ticks = 0;
  let told: readonly number[] = [];
  let owed: Disturbance | undefined;

  function look(): void {
    const now = clock.now();
    const slept = now - lookedAt >= TICK + LATE;
    const networkNow = network();
    const changed = networkNow !== before;
    lookedAt = now;
    before = networkNow;
    cancel = clock.after(TICK, look);
    ticks += 1;
    told = slept ? [] : told.filter((at) => ticks - at < CALM_TICKS);
    if (changed) owed = "network-changed";
    else if (slept) owed = "slept";
    if (owed === undefined || told.length >= AT_ONCE) return;
    const what = owed;
    owed = undefined;
    told = [...told, ticks];
    onDisturbance(what);
  }

  return () => {
    cancel();
  };
}
