import { describe, expect, it } from "vitest";
import { judgeGrowth, type Growth } from "./growth";

const shape = (cost: Growth["cost"], of: (data: number) => number): Growth => ({
  name: "it",
  of: "messages",
  cost,
  unit: "ms",
  points: [100, 1000, 10_000].map((data) => ({ data, value: of(data) })),
});

describe("growth", () => {
  it("lets n log n pass for all the data, and nothing faster", () => {
    expect(judgeGrowth(shape("all", (n) => n * Math.log(n)))).toMatchObject({ ok: true });
    expect(judgeGrowth(shape("all", (n) => n ** 1.5))).toMatchObject({ ok: false });
    expect(judgeGrowth(shape("all", (n) => n * n))).toMatchObject({ ok: false });
  });

  it("lets log n pass for one operation, and nothing faster", () => {
    expect(judgeGrowth(shape("operation", () => 3))).toMatchObject({ factor: 1, ok: true });
    expect(judgeGrowth(shape("operation", Math.log))).toMatchObject({ ok: true });
    expect(judgeGrowth(shape("operation", Math.sqrt))).toMatchObject({ ok: false });
  });

  it("refuses to judge a single point", () => {
    expect(() => judgeGrowth({ ...shape("all", (n) => n), points: [{ data: 1, value: 1 }] })).toThrow("more than one");
  });
});
