import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type StampError } from "../../../shared/errors";
import { readS1, writeS1 } from "./s1";

const s1 = "||1||alice@phone-x.net||1415145600123||-12345||Dobrý deň || toto";

function codeOf(text: string): string {
  try {
    readS1(text);
    return "read";
  } catch (error) {
    return (error as StampError).code;
  }
}

describe("the innermost text of S/MIME", () => {
  it("is read and written as the draft's clients do, with a signed nonce", () => {
    const values = { source: "alice@phone-x.net", date: 1_415_145_600_123, nonce: 4_294_954_951, text: "Dobrý deň || toto" };
    expect(readS1(s1)).toEqual(values);
    expect(writeS1(values)).toBe(s1);
  });

  it("gives back any text, nonce and time", () => {
    const time = fc.integer({ min: 0, max: 9_007_199_254_740_991 });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 0xffff_ffff }), time, (text, nonce, date) => {
        const values = { source: "a@b", date, nonce, text };
        expect(readS1(writeS1(values))).toEqual(values);
      }),
    );
  });

  it("counts the low 32 bits of a longer nonce", () => {
    expect(readS1("||1||a@b||1||4294967303||x").nonce).toBe(7);
    expect(readS1("||1||a@b||1||-1||x").nonce).toBe(0xffff_ffff);
  });

  it("may have a text of delimiters only, or none", () => {
    expect(readS1("||1||a@b||1||2||").text).toBe("");
    expect(readS1(`||1||a@b||1||2||${"|".repeat(100_001)}`).text).toHaveLength(100_001);
  });

  it.each([
    ["no delimiter in front", "1||a@b||1||2||x", "cms-malformed"],
    ["nothing", "", "cms-malformed"],
    ["another version", "||2||a@b||1||2||x", "wrong-version"],
    ["a version that only looks like 1", "||01||a@b||1||2||x", "wrong-version"],
    ["no text", "||1||a@b||1||2", "cms-malformed"],
    ["no nonce", "||1||a@b||1", "cms-malformed"],
    ["a time that is no number", "||1||a@b||now||2||x", "cms-malformed"],
    ["a negative time", "||1||a@b||-1||2||x", "cms-malformed"],
    ["a time beyond 2^53", "||1||a@b||9007199254740993||2||x", "cms-malformed"],
    ["a nonce that is no number", "||1||a@b||1||0x7||x", "cms-malformed"],
    ["an endless nonce", `||1||a@b||1||${"9".repeat(1000)}||x`, "cms-malformed"],
  ])("is refused with %s", (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});
