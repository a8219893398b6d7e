import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { handClock } from "../messaging/testing/hand-clock";
import { createGuesses } from "./guesses";

const wrong = () => Promise.reject(new StampError("wrong-passphrase"));
const right = () => Promise.resolve("key");

function desk() {
  const clock = handClock();
  const guesses = createGuesses(clock);
  const error = (guess: () => Promise<unknown>) => guesses.guess(guess).catch((thrown: unknown) => thrown);
  return { clock, guesses, error };
}

describe("guesses at the passphrase", () => {
  it("get a growing pause after five wrong ones, and never more than five minutes", async () => {
    const { clock, error } = desk();
    for (let count = 0; count < 4; count += 1) {
      expect(await error(wrong)).toMatchObject({ code: "wrong-passphrase", details: {} });
    }
    for (const seconds of [1, 2, 5, 10, 30, 60, 120, 300, 300, 300]) {
      const until = clock.now() + seconds * 1000;
      expect(await error(wrong)).toMatchObject({ code: "wrong-passphrase", details: { until } });
      clock.advance(seconds * 1000 - 1);
      expect(await error(right)).toMatchObject({ code: "guesses-paused", details: { until } });
      clock.advance(1);
    }
  });

  it("begin anew after a right one", async () => {
    const { clock, guesses, error } = desk();
    for (let count = 0; count < 5; count += 1) await error(wrong);
    clock.advance(1000);
    expect(await guesses.guess(right)).toBe("key");
    for (let count = 0; count < 4; count += 1) expect(await error(wrong)).toMatchObject({ details: {} });
    expect(await guesses.guess(right)).toBe("key");
  });

  it("wait for each other, so that many at once are no way around the pause", async () => {
    const { error } = desk();
    let tried = 0;
    const slow = async () => {
      tried += 1;
      await Promise.resolve();
      return wrong();
    };
    const all = await Promise.all(Array.from({ length: 20 }, () => error(slow)));
    expect(tried).toBe(5);
    expect(all.slice(5)).toEqual(Array.from({ length: 15 }, () => expect.objectContaining({ code: "guesses-paused" }) as unknown));
  });

  it("are not counted for other failures", async () => {
    const { guesses, error } = desk();
    const other = () => Promise.reject(new StampError("keyring-damaged"));
    for (let count = 0; count < 10; count += 1) expect(await error(other)).toMatchObject({ code: "keyring-damaged" });
    expect(await guesses.guess(right)).toBe("key");
  });

  it.each([
    ["set back", -3_600_000],
    ["asleep for an hour", 3_600_000],
  ])("go on when the pause is over with a clock that was %s", async (_what, difference) => {
    const { clock, guesses, error } = desk();
    for (let count = 0; count < 8; count += 1) {
      await error(wrong);
      clock.advance(10_000);
    }
    await error(wrong);
    if (difference < 0) {
      clock.setBy(difference);
      clock.advance(30_000);
    } else clock.suspend(difference);
    expect(await guesses.guess(right)).toBe("key");
  });
});
