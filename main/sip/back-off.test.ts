import { describe, expect, it } from "vitest";
import { backOffDelay } from "./back-off";
import { steadyRandom } from "./testing/manual-clock";

const backOff = { first: 1_000, longest: 60_000 };

describe("back-off", () => {
  it("doubles up to the longest delay", () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7, 1_000, Number.MAX_SAFE_INTEGER].map((attempt) =>
      backOffDelay(backOff, attempt, steadyRandom),
    );
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
  });

  it("spreads by a fifth to both sides", () => {
    const at = (fraction: number): number => backOffDelay(backOff, 6, { uint32: () => 0, fraction: () => fraction });
    expect([at(0), at(0.999_999)]).toEqual([48_000, 72_000]);
  });
});
