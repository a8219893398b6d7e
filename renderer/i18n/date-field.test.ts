import { describe, expect, it } from "vitest";
import { dateFieldValue, dayOfField } from "./date-field";

describe("the value of a date field", () => {
  it("means the start of a local day, and back", () => {
    const day = new Date(2026, 1, 9).getTime();
    expect(dayOfField("2026-02-09")).toBe(day);
    expect(dateFieldValue(day + 23 * 3_600_000)).toBe("2026-02-09");
  });

  it("is nothing when it is unfinished or no day of the calendar", () => {
    expect(["", "2026-02", "2026-02-30", "12026-01-01", "today"].map(dayOfField)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
