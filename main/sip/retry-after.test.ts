import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after";

describe("Retry-After", () => {
  it.each([
    ["120", 120_000],
    [" 7 ", 7_000],
    ["0", 0],
    ["18000;duration=3600", 3_600_000],
    ["120 (I'm in a meeting)", 120_000],
    ["9999999999", 3_600_000],
    ["99999999999", undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["Fri, 26 Sep 1997 21:00:00 GMT", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%j means %j ms", (header, expected) => {
    expect(parseRetryAfter(header)).toBe(expected);
  });
});
