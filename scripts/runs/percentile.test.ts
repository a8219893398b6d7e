import { describe, expect, it } from "vitest";
import { percentile } from "./percentile";

describe("a percentile", () => {
  it("is the value that so many percent do not exceed, in whatever order they came", () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect([0, 50, 99, 100].map((percent) => percentile(values, percent))).toEqual([1, 100, 198, 200]);
    expect(percentile([7], 99)).toBe(7);
  });

  it("is no number where nothing was measured", () => {
    expect(percentile([], 50)).toBeNaN();
  });
});
