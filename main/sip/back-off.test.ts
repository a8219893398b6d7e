import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOffDelay } from "./back-off";
import { steadyRandom } from "./testing/manual-clock";

const backOff = { first: 1_000, longest: 60_000 };
const chance = (fraction: number) => ({ uint32: () => 0, fraction: () => fraction });

describe("back-off", () => {
  it("doubles up to the longest delay", () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7, 1_000, Number.MAX_SAFE_INTEGER].map((attempt) =>
      backOffDelay(backOff, attempt, steadyRandom),
    );
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
  });

  it("spreads by four fifths to both sides", () => {
    const at = (fraction: number): number => backOffDelay(backOff, 6, chance(fraction));
    expect([at(0), at(0.999_999)]).toEqual([12_000, 108_000]);
  });

  it("is never shorter than what the server asked for, and spreads that as well", () => {
    expect([0, 0.5, 0.999_999].map((fraction) => backOffDelay(backOff, 0, chance(fraction), 30_000))).toEqual([30_000, 37_500, 45_000]);
    fc.assert(
      fc.property(fc.nat(20), fc.nat(3_600_000), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (attempt, least, fraction) => {
        expect(backOffDelay(backOff, attempt, chance(fraction), least)).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it.each([
    ["a server that restarted", 0],
    ["a server that asked all of them to come back in five seconds", 5_000],
  ])("brings a thousand clients back to %s a few at a time", (_what, least) => {
    const arrivals = Array.from({ length: 1_000 }, (_, index) => backOffDelay(backOff, 0, chance(index / 1_000), least));
    const perTenth = new Map<number, number>();
    for (const at of arrivals) perTenth.set(Math.floor(at / 100), (perTenth.get(Math.floor(at / 100)) ?? 0) + 1);
    expect(Math.max(...perTenth.values())).toBeLessThan(70);
  });
});
