// Guesses at the passphrase, one at a time and ever slower: after some wrong ones there is a pause before the next, and
// it grows. Nothing is ever deleted for wrong ones. The count lasts as long as the app runs: who can start it anew, or
// copy the keyring, has the cost of Argon2id against them (spec 2.1), not this.
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";
import { createTurns } from "./turns";

/** So many wrong ones cost nothing: people mistype. */
const FREE_GUESSES = 5;
/** Seconds after the fifth wrong one, the sixth, and so on; the last for all that follow. */
const PAUSES = [1, 2, 5, 10, 30, 60, 120, 300] as const;
const LONGEST_PAUSE = 300;

export interface Guesses {
  /**
   * Runs `guess` when those before it have ended. When it ends with `wrong-passphrase` and a pause follows, the error
   * gets `until`, in milliseconds since 1970. Throws `guesses-paused` with `until` while there is a pause.
   */
  guess<T>(guess: () => Promise<T>): Promise<T>;
}

export function createGuesses(clock: Clock): Guesses {
  let wrong = 0;
  let until: Millis | undefined;
  const inTurn = createTurns();

  /** When it ends, if there is one. */
  function pause(): Millis | undefined {
    if (wrong < FREE_GUESSES) return undefined;
    const length = (PAUSES[wrong - FREE_GUESSES] ?? LONGEST_PAUSE) * 1000;
    // Also when the time of day is set back meanwhile.
    clock.after(length, () => (until = undefined));
    return clock.now() + length;
  }

  async function next<T>(guess: () => Promise<T>): Promise<T> {
    if (until !== undefined && clock.now() < until) throw new StampError("guesses-paused", { until });
    until = undefined;
    try {
      const result = await guess();
      wrong = 0;
      return result;
    } catch (error) {
      if (!(error instanceof StampError) || error.code !== "wrong-passphrase") throw error;
      wrong += 1;
      const end = pause();
      until = end;
      throw end === undefined ? error : new StampError("wrong-passphrase", { until: end }, { cause: error });
    }
  }

  return {
    guess: (guess) => inTurn(() => next(guess)),
  };
}
