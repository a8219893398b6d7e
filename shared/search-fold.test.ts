// Texts that people take for the same are the same once folded, and the way back into the text is exact.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, foldWithPlaces, shortParts } from "./search-fold";

/** Halves of surrogate pairs, too. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

describe("a folded text", () => {
  it.each([
    ["Příliš žluťoučký KŮŇ", "prilis zlutoucky kun"],
    ["ľúbezný ĎALEJ Ŕ ĺ ô", "lubezny dalej r l o"],
    ["Łódź, Strasse, Straße, Ærø", "lodz, strasse, strasse, aero"],
    ["Việt Nam", "viet nam"],
    ["ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ"],
    ["Ёлка, Йод", "елка, иод"],
    ["Istanbul İSTANBUL ışık", "istanbul istanbul isik"],
    ["ＡＢＣ １２３", "abc 123"],
    ["שָׁלוֹם", "שלום"],
    ["한국어 서울", "한국어 서울"],
    ["がぎ カキ", "がぎ カキ"],
    ["กินข้าว", "กินข้าว"],
    ["co\u00adop zero\u200bwidth", "coop zerowidth"],
    ["one\ntwo\tthree", "one two three"],
  ])("of %j is %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("does not depend on how accents were typed", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...Array.from("aáčďěšžľŕôöÅșộα ά")) }), (text) => {
      expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
    }));
  });

  it("is the same when it is folded again", () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }));
  });

  it("knows for each of its characters where it came from", () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const { folded, places } = foldWithPlaces(text);
      expect(folded).toBe(fold(text));
      expect(places).toHaveLength(folded.length + 1);
      expect(places.at(-1)).toBe(text.length);
      for (let at = 1; at < places.length; at += 1) expect(places[at]).toBeGreaterThanOrEqual(places[at - 1] ?? 0);
    }));
  });
});

it("a short search can find starts of words and signs that stand alone", () => {
  expect(shortParts("Ahoj, Žofia je v C# 2").split(" ").sort()).toEqual(["2", "ah", "c", "je", "v", "zo"]);
  expect(shortParts("東京へab🚀").split(" ").sort()).toEqual(["へ", "東", "京", "ab", "🚀"].sort());
});
