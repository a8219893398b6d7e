// Notices that nobody has used the app, or the computer, for a while (spec 2.5). What counts is the newest sign of a
// person: a key or the mouse in our window, or anywhere as far as the system tells. A system that cannot tell says that
// somebody is there all the time; it is believed only after it once said otherwise. Compared by the wall clock, so that
// time asleep counts: who opens the lid after an hour was away.
import type { Millis } from "../../shared/ids";

export interface IdleOptions {
  readonly clock: {
    now(): Millis;
    after(delay: Millis, callback: () => void): () => void;
  };
  /** Nobody there for so long is idle; undefined: never. Asked anew each time. */
  readonly limit: () => Millis | undefined;
  /** Time since anything was used on this computer. */
  readonly systemIdle: () => Millis;
  /** Called once, and again only after somebody was there. */
  readonly onIdle: () => void;
}

export interface IdleWatch {
  /** Somebody is there. */
  touched(): void;
  stop(): void;
}

const LONGEST_TICK: Millis = 5_000;
const SHORTEST_TICK: Millis = 100;

export function watchIdle({ clock, limit, systemIdle, onIdle }: IdleOptions): IdleWatch {
  let touchedAt = clock.now();
  let systemTells = false;
  let told = false;
  /** When the next look should come. Later means that the computer slept since, with nobody there. */
  let due = clock.now() + SHORTEST_TICK;
  let cancel = clock.after(SHORTEST_TICK, look);

  function idleTime(): Millis {
    const ours = clock.now() - touchedAt;
    const everywhere = systemIdle();
    systemTells ||= everywhere > 0;
    // A clock that was set back: nobody was here in the future.
    return Math.max(0, clock.now() - due, systemTells ? Math.min(ours, everywhere) : ours);
  }

  function look(): void {
    const allowed = limit();
    const idle = idleTime();
    const left = allowed === undefined ? LONGEST_TICK : allowed - idle;
    if (left > 0) told = false;
    else if (!told) {
      told = true;
      onIdle();
    }
    const pause = told ? LONGEST_TICK : Math.min(LONGEST_TICK, Math.max(SHORTEST_TICK, left));
    due = clock.now() + pause;
    cancel = clock.after(pause, look);
  }

  function again(): void {
    cancel();
    look();
  }

  return {
    touched() {
      // Who wakes the computer touches it before the look that would notice the sleep.
      if (clock.now() - due > LONGEST_TICK) again();
      touchedAt = clock.now();
      if (told) again();
    },
    stop() {
      cancel();
    },
  };
}
