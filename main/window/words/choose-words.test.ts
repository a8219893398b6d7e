import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../../shared/settings";
import { chooseWords, wordsOf } from "./choose-words";
import type { Words } from "./words";

const COUNTS = [1, 2, 5, 21, 1000];

/** Every word with what it says for some counts. */
function spoken(words: Words): [string, string][] {
  return Object.entries(words).map(([name, word]: [string, Words[keyof Words]]) => [
    name,
    typeof word === "string" ? word : COUNTS.map((count) => word(count)).join(" / "),
  ]);
}

describe.each(LANGUAGES)("the words of the main process in %s", (language) => {
  it("are all there, with their counts filled in", () => {
    for (const [name, said] of spoken(wordsOf(language))) expect(said, name).toMatch(/^[^#]+$/);
  });

  it("are of this language: none but names is the English one", () => {
    if (language === "en") return;
    const english = Object.fromEntries(spoken(wordsOf("en")));
    const same = spoken(wordsOf(language)).filter(([name, said]) => english[name] === said);
    expect(same).toEqual([]);
  });
});

describe("counted words", () => {
  it.each([
    ["en", "New message", "2 new messages", "5 new messages"],
    ["sk", "Nová správa", "2 nové správy", "5 nových správ"],
    ["cs", "Nová zpráva", "2 nové zprávy", "5 nových zpráv"],
  ] as const)("follow the plurals of %s", (language, ...said) => {
    const { newMessages } = wordsOf(language);
    expect([1, 2, 5].map(newMessages)).toEqual(said);
  });
});

it("the words follow the setting, and the system where that says so", () => {
  expect(chooseWords("sk", ["en"]).quit).toBe("Ukončiť Stamp");
  expect(chooseWords("system", ["cs-CZ", "en"]).quit).toBe("Ukončit Stamp");
});
