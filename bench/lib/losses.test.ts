import { describe, expect, it } from "vitest";
import { lossesOf } from "./losses";
import { figure, rowOf, type Measured } from "./row";

const stp: Measured = { name: "stp-open-v3", metric: "operations/s", value: 950, limit: 1000, target: 0.9, against: "raw" };
const wrong: Measured = { name: "sip-rate", metric: "wrong outcomes", value: 0, limit: 0, target: 0, against: "count" };
const start: Measured = { name: "start-paint", metric: "p99 ms", value: 900, limit: 1500, target: 1, against: "clock" };
const committed = [stp, wrong, start].map((each) => rowOf(figure(each)));

describe("losses against the committed figures", () => {
  it("finds a ratio that fell by more than a fifth, and no other", () => {
    expect(lossesOf([figure({ ...stp, value: 800 })], committed)).toEqual([]);
    expect(lossesOf([figure({ ...stp, value: 750 })], committed)).toEqual([
      { name: "stp-open-v3", metric: "operations/s", before: 0.95, now: 0.75 },
    ]);
  });

  it("finds one wrong outcome where there was none", () => {
    expect(lossesOf([figure({ ...wrong, value: 1 })], committed)).toMatchObject([{ before: 0, now: 1 }]);
  });

  it("does not compare times, nor what was never measured", () => {
    expect(lossesOf([figure({ ...start, value: 90_000 }), figure({ ...stp, name: "new", value: 1 })], committed)).toEqual([]);
  });
});

describe("a figure", () => {
  it("is good on the right side of its target", () => {
    expect(figure(stp)).toMatchObject({ ratio: 0.95, ok: true });
    expect(figure({ ...stp, value: 899 })).toMatchObject({ ok: false });
    expect(figure({ ...start, value: 1501 })).toMatchObject({ ok: false });
    expect(figure({ ...stp, ratio: 0.5 })).toMatchObject({ ratio: 0.5, ok: false });
  });
});
