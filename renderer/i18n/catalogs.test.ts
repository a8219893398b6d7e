// The catalogs of the other languages against the English one: nothing missing, nothing left over, nothing forgotten in
// English, the same values, and every form of a plural that the language has.
import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import { afterEach, describe, expect, it } from "vitest";
import cs from "./cs.json";
import en from "./en.json";
import { speak, t } from "./i18n";
import sk from "./sk.json";

const TRANSLATED: Readonly<Record<string, Readonly<Record<string, string>>>> = { sk, cs };
const ENGLISH: Readonly<Record<string, string>> = en;

/** Names, units, keys of the keyboard, and words that these languages took over. */
const SAME = new RegExp(
  [
    "^(app\\.|key\\.|panic\\.key\\.|duration\\.(milli|second|minute|hour)|size\\.|language\\.(en|sk|cs|example)$|diagnostics\\.version\\.)",
    "^(moment\\.otherDay|field\\.server|field\\.serverExample|proxy\\.address(Example)?|proxyDialog\\.title|list\\.(manyUnread|separator))$",
    "^(presence\\.(online|offline)|message\\.from|live\\.here|protocol\\.learned|key\\.digitsStart|details\\.(formatName|text))$",
    "^(contact\\.title|settings\\.data|chat\\.contact|diagnostics\\.(server|proxy)|composer\\.emoji|keys\\.emoji|contactCertificate\\.rsa)$",
  ].join("|"),
);

interface Choice {
  readonly name: string;
  readonly kind: string;
  readonly branches: readonly string[];
}

/** Names of all values in a message, and its choices by number or word. */
function readMessage(message: string): { readonly values: ReadonlySet<string>; readonly choices: readonly Choice[] } {
  const values = new Set<string>();
  const choices: Choice[] = [];
  const visit = (pieces: CompiledMessage): void => {
    for (const piece of pieces) {
      if (typeof piece === "string") continue;
      const [name, kind, branches] = piece;
      values.add(name);
      if (kind === undefined || typeof branches !== "object" || branches === null) continue;
      const forms = Object.entries(branches as Readonly<Record<string, unknown>>).filter(([key]) => key !== "offset");
      choices.push({ name, kind, branches: forms.map(([key]) => key) });
      for (const [, form] of forms) if (Array.isArray(form)) visit(form as CompiledMessage);
    }
  };
  visit(compileMessageOrThrow(message));
  return { values, choices };
}

afterEach(() => speak("en", []));

describe.each(Object.entries(TRANSLATED))("the catalog %s", (language, catalog) => {
  it("has every text, and no other", () => {
    expect(Object.keys(catalog)).toEqual(Object.keys(en));
  });

  it("fills in the same values", () => {
    const differing = Object.entries(catalog).filter(([key, message]) => {
      const [own, english] = [message, ENGLISH[key] ?? ""].map((text) => [...readMessage(text).values].sort());
      return JSON.stringify(own) !== JSON.stringify(english);
    });
    expect(differing).toEqual([]);
  });

  it("has each form of a plural that the language has", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const ordinals = new Intl.PluralRules(language, { type: "ordinal" }).resolvedOptions().pluralCategories;
    const wrong = Object.entries(catalog).flatMap(([key, message]) =>
      readMessage(message)
        .choices.filter(({ kind, branches }) => {
          if (kind === "select") return !branches.includes("other");
          const needed = kind === "plural" ? forms : ordinals;
          const named = branches.filter((branch) => !/^=?\d+$/.test(branch));
          return JSON.stringify([...named].sort()) !== JSON.stringify([...needed].sort());
        })
        .map(({ name }) => `${key}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has the same words to choose by", () => {
    const words = (text: string): string => JSON.stringify(readMessage(text).choices.filter(({ kind }) => kind === "select").map(({ branches }) => [...branches].sort()));
    expect(Object.entries(catalog).filter(([key, message]) => words(message) !== words(ENGLISH[key] ?? ""))).toEqual([]);
  });

  it("leaves nothing in English", () => {
    expect(Object.entries(catalog).filter(([key, message]) => message === ENGLISH[key] && !SAME.test(key))).toEqual([]);
  });

  it("uses its own quotation marks and no straight ones", () => {
    expect(Object.entries(catalog).filter(([, message]) => /['"”’]|“[^“”]*”/.test(message))).toEqual([]);
    const pairs = Object.entries(catalog).filter(([, message]) => message.split("„").length !== message.split("“").length);
    expect(pairs).toEqual([]);
  });
});

describe("counting", () => {
  it.each([
    ["sk", 1, "1 správa neodoslaná"],
    ["sk", 3, "3 správy neodoslané"],
    ["sk", 1200, "1 200 správ neodoslaných"],
    ["cs", 1, "1 zpráva neodeslaná"],
    ["cs", 4, "4 zprávy neodeslané"],
    ["cs", 5, "5 zpráv neodeslaných"],
  ] as const)("in %s says %d so that it agrees", async (language, count, words) => {
    await speak(language, []);
    expect(t("list.failed", { count }).replaceAll("\u00a0", " ")).toBe(words);
  });

  it("in order is a number with a full stop", async () => {
    await speak("sk", []);
    expect(t("attempt.title", { number: 23, outcome: "x" })).toBe("23. pokus: x");
  });
});
