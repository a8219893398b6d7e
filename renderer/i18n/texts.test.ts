import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import {
  ACCOUNT_ERROR_CODES,
  CERTIFICATE_ERROR_CODES,
  COMMAND_ERROR_CODES,
  READ_ERROR_CODES,
  STORE_ERROR_CODES,
} from "../../shared/errors";
import en from "./en.json";
import { errorSentence } from "./error-text";
import { t } from "./i18n";

const SOURCES = Object.entries(
  import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}", "!../testing/**"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
).map(([path, text]) => ({ path, text }));

/** Words that stand in the markup itself instead of the catalog. */
function wordsInMarkup(path: string, text: string): string[] {
  const found: string[] = [];
  const spoken = new Set(["aria-label", "title", "placeholder", "alt", "label", "text", "subtitle", "help"]);
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${path}: ${node.text.trim()}`);
    if (
      ts.isJsxAttribute(node) &&
      spoken.has(node.name.getText()) &&
      node.initializer !== undefined &&
      ts.isStringLiteral(node.initializer)
    ) {
      found.push(`${path}: ${node.initializer.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

describe("the catalog", () => {
  it("has only messages that can be read", () => {
    for (const [key, message] of Object.entries(en)) {
      expect(message.trim(), key).not.toBe("");
      expect(() => compileMessageOrThrow(message), key).not.toThrow();
    }
  });

  it("has no text that nothing uses", () => {
    expect(SOURCES.length).toBeGreaterThan(100);
    const all = SOURCES.map((source) => source.text).join("\n");
    /** Also families of keys, of which the code names the beginning: `emoji.tone.${tone}`. */
    const families = [...all.matchAll(/`([a-z][A-Za-z]*\.(?:[\w-]+\.)*)\$\{/g)].map((found) => found[1] ?? "");
    const used = (key: string): boolean => all.includes(`"${key}"`) || families.some((family) => key.startsWith(family));
    expect(Object.keys(en).filter((key) => !used(key))).toEqual([]);
  });

  it("is the only place of words", () => {
    expect(SOURCES.flatMap(({ path, text }) => wordsInMarkup(path, text))).toEqual([]);
  });

  it("uses typographic apostrophes, because a straight one quotes in these messages", () => {
    expect(Object.entries(en).filter(([, message]) => message.includes("'"))).toEqual([]);
  });

  it("counts by the rules of the language", () => {
    expect(t("list.failed", { count: 1 })).toBe("1 message not sent");
    expect(t("list.failed", { count: 1200 })).toBe("1,200 messages not sent");
    expect(t("attempt.title", { number: 23, outcome: "x" })).toBe("23rd attempt: x");
  });
});

describe("an error", () => {
  it.each([...READ_ERROR_CODES, ...STORE_ERROR_CODES, ...ACCOUNT_ERROR_CODES, ...CERTIFICATE_ERROR_CODES, ...COMMAND_ERROR_CODES])(
    "%s is told in a whole sentence without its code",
    (code) => {
      const sentence = errorSentence(code);
      expect(sentence).toMatch(/^\p{Lu}.{10,}\.$/u);
      expect(sentence).not.toContain(code);
    },
  );
});
