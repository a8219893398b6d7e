// Texts by key. Catalogs are flat JSON files of ICU messages; lingui compiles a message into a small
// tree at first use (no code is generated, so the content security policy stays strict).
// Another language is one more file and one more line in `catalogs`.
import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import en from "./en.json";

export type TextKey = keyof typeof en;
export type TextValues = Readonly<Record<string, string | number>>;
type Catalog = Readonly<Record<TextKey, string>>;

const catalogs: Readonly<Record<string, Catalog>> = { en };

/** Where a language has no region from the user, dates and numbers follow this one. */
const FALLBACK = { language: "en", locale: "en-GB" } as const;

const compiled = new Map<string, CompiledMessage>();

function compileOnce(message: string): CompiledMessage {
  const known = compiled.get(message);
  if (known !== undefined) return known;
  const fresh = compileMessageOrThrow(message);
  compiled.set(message, fresh);
  return fresh;
}

const i18n = setupI18n({ messages: { ...catalogs } });
i18n.setMessagesCompiler(compileOnce);

/** Takes the first of the user's language tags that has a catalog, with that tag's region for dates. */
export function chooseLanguage(tags: readonly string[]): void {
  for (const tag of tags) {
    const language = tag.toLowerCase().split("-")[0] ?? "";
    if (!Object.hasOwn(catalogs, language)) continue;
    i18n.activate(language, tag.includes("-") || language !== FALLBACK.language ? tag : FALLBACK.locale);
    return;
  }
  i18n.activate(FALLBACK.language, FALLBACK.locale);
}

chooseLanguage([]);

export function language(): string {
  return i18n.locale;
}

/** The tag that dates and numbers are written by. */
export function formatLocale(): string {
  const { locales } = i18n;
  return typeof locales === "string" ? locales : FALLBACK.locale;
}

/** The text of a key, with its values filled in. */
export function t(key: TextKey, values: TextValues = {}): string {
  return i18n.t(key, values);
}
