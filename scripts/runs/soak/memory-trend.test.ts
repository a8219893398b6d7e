import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { trendOf, warmUpSeconds, type Sample } from "./memory-trend";

const FLOOR_MB = 2;

/** A sample every 10 s of a program that takes `base` MB, `perMinute` more each minute, and something by chance. */
function series(minutes: number, base: number, perMinute: number, noise = 1): readonly Sample[] {
  const random = seededRandom(7);
  return Array.from({ length: minutes * 6 }, (_, index) => {
    const at = (index + 1) * 10;
    return { at, megabytes: base + (perMinute * at) / 60 + noise * (random.fraction() - 0.5) };
  });
}

describe("the trend of memory", () => {
  it("finds a slow leak under noise in an hour, and how large it is", () => {
    const trend = trendOf(series(60, 100, 0.3, 5), 3600, FLOOR_MB);
    expect(trend.grows).toBe(true);
    expect(trend.endMb - trend.warmMb).toBeCloseTo(48 * 0.3, 0);
  });

  it("finds a leak in two minutes when it is a fast one", () => {
    expect(trendOf(series(2, 20, 3), 120, FLOOR_MB).grows).toBe(true);
  });

  it("finds none where there is only noise, nor where less than a tenth is added", () => {
    expect(trendOf(series(60, 100, 0, 20), 3600, FLOOR_MB).grows).toBe(false);
    expect(trendOf(series(60, 100, 0.15), 3600, FLOOR_MB)).toMatchObject({ grows: false, trendPercent: expect.closeTo(7, 0) });
  });

  it("does not take the warm-up for growth", () => {
    const warming = series(60, 100, 0).map((sample) => (sample.at < 600 ? { ...sample, megabytes: sample.at / 6 } : sample));
    expect(trendOf(warming, 3600, FLOOR_MB).grows).toBe(false);
  });

  it("is not tilted by a few samples that are far off", () => {
    const spiky = series(60, 100, 0).map((sample, index) => (index > 300 && index % 6 === 0 ? { ...sample, megabytes: 300 } : sample));
    expect(trendOf(spiky, 3600, FLOOR_MB).grows).toBe(false);
  });

  it("calls a large share of little memory noise, up to the floor", () => {
    expect(trendOf(series(60, 5, 0.03, 0), 3600, FLOOR_MB)).toMatchObject({ grows: false, trendPercent: expect.closeTo(27, 0) });
  });

  it("refuses to judge what it has not seen", () => {
    expect(() => trendOf(series(1, 100, 0).slice(0, 3), 60, FLOOR_MB)).toThrow(RangeError);
  });

  it("warms up for a minute, in a long run for a fifth of it, in a short one for a third", () => {
    expect([120, 240, 3600].map(warmUpSeconds)).toEqual([40, 60, 720]);
  });
});
