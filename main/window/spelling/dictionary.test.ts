import { readFileSync } from "node:fs";
import { join } from "node:path";
import nspell from "nspell";
import { describe, expect, it } from "vitest";
import { readDictionary } from "./dictionary";

/** Czech in small: endings that change the stem, and a beginning that stands with them. */
const AFF = `SET UTF-8
TRY aeiounrvlskm
FORBIDDENWORD X
NEEDAFFIX N
REP 1
REP oo u
PFX B Y 1
PFX B 0 ne .
SFX A Y 2
SFX A a y [^k]a
SFX A ka ce ka
SFX E Y 1
SFX E 0 ho/C [ýí]
SFX C Y 1
SFX C 0 ž .
`;
const DIC = "6\nžena/A\nruka/A\nmalý/BE\nPraha\nkoren/NA\nzakaz/X\n";

describe("a dictionary", () => {
  const { isWord, suggest } = readDictionary(AFF, DIC);

  it.each(["žena", "ženy", "ruce", "malý", "nemalý", "malýho", "nemalýho", "malýhož", "nemalýhož", "Praha", "PRAHA", "Ženy", "ŽENY", "x", "mp3"])(
    "knows %s",
    (word) => {
      expect(isWord(word)).toBe(true);
    },
  );

  it.each(["žen", "ruky", "praha", "neženy", "malýž", "koren", "zakaz", "nene", "žEna"])("does not know %s", (word) => {
    expect(isWord(word)).toBe(false);
  });

  it("takes words with a hyphen apart", () => {
    expect(isWord("žena-ruka")).toBe(true);
    expect(isWord("žena-rruka")).toBe(false);
  });

  it("says what a wrong word may have meant, as large as it was written", () => {
    expect(suggest("rooka")).toEqual(["ruka"]);
    expect(suggest("Ruak")).toEqual(["Ruka"]);
    expect(suggest("prahha")).toEqual(["Praha"]);
    expect(suggest("žen")).toContain("žena");
    expect(suggest("ženaruka")).toContain("žena ruka");
    expect(suggest("qqqqqq")).toEqual([]);
  });

  it("reads flags as numbers and as pairs, and by their alias", () => {
    const ending = (flag: string) => `SFX ${flag} Y 1\nSFX ${flag} 0 s .\n`;
    expect(readDictionary(`FLAG num\n${ending("120")}`, "1\ncat/7,120\n").isWord("cats")).toBe(true);
    expect(readDictionary(`FLAG long\n${ending("Zx")}`, "1\ncat/AbZx\n").isWord("cats")).toBe(true);
    expect(readDictionary(`AF 1\nAF QS\n${ending("S")}`, "1\ncat/1\n").isWord("cats")).toBe(true);
  });

  it("without anything in its files knows no words and fails at none", () => {
    const empty = readDictionary("", "");
    expect(empty.isWord("word")).toBe(false);
    expect(empty.suggest("word")).toEqual([]);
  });
});

it("the English dictionary is read as another program reads it", () => {
  const [aff, dic] = ["aff", "dic"].map((ending) => readFileSync(join(import.meta.dirname, `../../../node_modules/dictionary-en/index.${ending}`), "utf8"));
  const ours = readDictionary(aff ?? "", dic ?? "");
  const other = nspell(aff ?? "", dic ?? "");
  const stems = (dic ?? "").split("\n").flatMap((line, index) => (index > 0 && index % 40 === 0 ? [line.split("/")[0] ?? ""] : []));
  const words = stems.filter((stem) => /^[a-z]{3,}$/.test(stem)).flatMap((stem) => [stem, `${stem}s`, `${stem}ed`, `un${stem}`, `${stem.slice(0, -1)}ing`, stem.slice(1)]);
  expect(words.length).toBeGreaterThan(2000);
  expect(words.filter((word) => ours.isWord(word) !== other.correct(word))).toEqual([]);
  expect(["messages", "Slovak", "isn't", "isn’t"].filter((word) => !ours.isWord(word))).toEqual([]);
});
