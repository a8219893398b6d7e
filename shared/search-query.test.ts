// What is found by what was typed, and that what is found is what gets highlighted.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "./search-fold";
import { foundIn, matchesQuery, parseQuery } from "./search-query";

/** Halves of surrogate pairs, too. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

const finds = (typed: string, text: string): boolean => matchesQuery(parseQuery(typed), fold(text));
const marked = (typed: string, text: string): readonly string[] =>
  foundIn(parseQuery(typed), text).map(({ from, to }) => text.slice(from, to));

describe("a search", () => {
  it.each([
    ["priliš", "To je příliš", true],
    ["PŘÍLIŠ", "to je prilis", true],
    ["prilis kun", "Kůň běžel příliš rychle", true],
    ["prilis pes", "Kůň běžel příliš rychle", false],
    ["stav", "Nová zostava", true],
    ["zo", "Nová zostava", true],
    ["st", "Nová zostava", false],
    ['"nova zostava"', "Nová, zostava!", true],
    ['"zostava nova"', "Nová zostava", false],
    ['"stav"', "Nová zostava", false],
    ['"nova zos', "Nová zostava", true],
    ['"nova" zos', "Nová zostava", true],
    ["京都", "東京都庁", true],
    ["都", "東京都庁", true],
    ['"京都"', "東京都庁", true],
    ["ข้าว", "กินข้าวแล้ว", true],
    ["서울", "내일 서울에서", true],
    ["🚀", "Launch🚀!", true],
    ["c#", "In C# and F#", true],
    ["example.org/a", "See https://Example.org/a?b", true],
    ["100%", "It is 100% so", true],
  ])("for %s in %j: %s", (typed, text, found) => {
    expect(finds(typed, text)).toBe(found);
  });

  it.each(["", "   ", '"', '""', '" "', "\u200b"])("for %j finds nothing", (typed) => {
    expect(parseQuery(typed)).toEqual([]);
    expect(finds(typed, "anything")).toBe(false);
  });

  it("of whatever a text has in it finds the text", () => {
    const unit = fc.oneof(fc.constantFrom(...Array.from("aáßČ京ก🚀'.\u0301")), anyCharacter);
    fc.assert(fc.property(fc.string({ unit, minLength: 3, maxLength: 20 }), fc.nat(17), (text, from) => {
      const piece = Array.from(text).slice(from).join("").split(/[\s"“”„«»]/u)[0] ?? "";
      // Fewer are looked for at the start of words only.
      if (Array.from(fold(piece).trim()).length >= 3) expect(finds(piece, text)).toBe(true);
    }));
  });
});

describe("what is highlighted", () => {
  it.each([
    ["prilis", "Příliš, příliš.", ["Příliš", "příliš"]],
    ["kun", "Ku\u030an\u030c a kůň", ["Ku\u030an\u030c", "kůň"]],
    ["st", "stav zostava", ["st"]],
    ["strasse", "Straße", ["Straße"]],
    ["stras", "Straße", ["Straß"]],
    ['"nova zostava"', "Nová – zostava", ["Nová – zostava"]],
    ["nov ova", "Nová", ["Nová"]],
    ["京都", "東京都庁", ["京都"]],
    ["🚀", "a🚀b", ["🚀"]],
  ])("of %s in %j", (typed, text, pieces) => {
    expect(marked(typed, text)).toEqual(pieces);
  });

  it("lies inside the text, in order, and is there whenever the text is found", () => {
    const words = fc.string({ unit: fc.constantFrom(...Array.from("aáßb \"'%_*京🚀\u0301\n")) });
    fc.assert(fc.property(words, words, (typed, text) => {
      const query = parseQuery(typed);
      const ranges = foundIn(query, text);
      let end = -1;
      for (const { from, to } of ranges) {
        expect(from).toBeGreaterThan(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(text.length);
      if (matchesQuery(query, fold(text))) expect(ranges.length).toBeGreaterThan(0);
    }));
  });
});
