import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { givesUp, GIVE_UP_AFTER_ONLINE, MAX_RETRY_AFTER, nextRetryAt, RETRY_SCHEDULE } from "./retry-policy";

const NOW = 1_800_000_000_000;
const HOUR = 3600 * 1000;
/** Exactly the schedule: the middle of the jitter. */
const delayAfter = (attempts: number, fraction = 0.5, retryAfter?: number): number =>
  nextRetryAt({ now: NOW, attempts, schedule: RETRY_SCHEDULE, fraction, retryAfter }) - NOW;

describe("the retry schedule", () => {
  it("waits longer after each attempt, and five minutes from then on", () => {
    const delays = Array.from({ length: 13 }, (_, index) => delayAfter(index + 1) / 1000);
    expect(delays).toEqual([1, 3, 10, 15, 20, 30, 60, 120, 300, 300, 300, 300, 300]);
  });

  it("spreads each wait by at most a fifth", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, fraction) => {
        const exact = delayAfter(attempts);
        const spread = delayAfter(attempts, fraction);
        expect(spread).toBeGreaterThanOrEqual(Math.floor(exact * 0.8));
        expect(spread).toBeLessThanOrEqual(Math.ceil(exact * 1.2));
        expect(Number.isInteger(spread)).toBe(true);
      }),
    );
    expect(delayAfter(3, 0)).toBe(8000);
  });

  it("never tries before the time that the server asked for, and believes at most an hour of it", () => {
    expect(delayAfter(1, 0, 7000)).toBe(7000);
    expect(delayAfter(1, 0.5, 7000)).toBe(8750);
    expect(delayAfter(9, 0.5, 7000)).toBe(300_000);
    expect(delayAfter(1, 0.5, 5 * HOUR)).toBe(MAX_RETRY_AFTER);
    expect(MAX_RETRY_AFTER).toBe(HOUR);
  });

  it("works with schedules of tests, down to none at all", () => {
    const next = (schedule: readonly number[]) => nextRetryAt({ now: NOW, attempts: 4, schedule, fraction: 0.5 }) - NOW;
    expect(next([0, 10])).toBe(10);
    expect(next([])).toBe(0);
  });
});

describe("giving up", () => {
  it("comes with the 24th hour online, counted from when the text was written", () => {
    const written = 5 * HOUR;
    expect(givesUp(written + GIVE_UP_AFTER_ONLINE - 1, written)).toBe(false);
    expect(givesUp(written + GIVE_UP_AFTER_ONLINE, written)).toBe(true);
    expect(GIVE_UP_AFTER_ONLINE).toBe(24 * HOUR);
  });
});
