// Texts by key. Catalogs are flat JSON files of ICU messages; lingui compiles a message into a small
// tree at first use (no code is generated, so the content security policy stays strict).
// English is part of the window; the others come as files of their own when they are spoken, and what one of them
// lacks is said in English. Another language is one more file, one more line in `CATALOGS` and in shared/settings.ts.
import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import { chooseLanguage } from "../../shared/language";
import type { Language, Settings } from "../../shared/settings";
import en from "./en.json";

export type TextKey = keyof typeof en;
export type TextValues = Readonly<Record<string, string | number>>;
export type Catalog = Readonly<Partial<Record<TextKey, string | CompiledMessage>>>;

export interface Spoken {
  readonly language: Language;
  /** The tag that dates and numbers are written by: the language with the user's region. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
}

const CATALOGS: Readonly<Record<Language, () => Catalog | Promise<Catalog>>> = {
  en: () => english.catalog,
  sk: async () => (await import("./sk.json")).default,
  cs: async () => (await import("./cs.json")).default,
};

/** Where the user's tags name no region for a language, dates and numbers follow this one. */
const REGION: Readonly<Record<Language, string>> = { en: "en-GB", sk: "sk-SK", cs: "cs-CZ" };

/** Replaced only by tests, with made-up words. */
let english: { readonly catalog: Catalog; readonly direction: Spoken["direction"] } = { catalog: en, direction: "ltr" };
let spoken: Spoken | undefined;
let wanted: Language | undefined;
const loaded = new Set<Language>();
const listeners = new Set<() => void>();
const compiled = new Map<string, CompiledMessage>();

function compileOnce(message: string): CompiledMessage {
  const known = compiled.get(message);
  if (known !== undefined) return known;
  const fresh = compileMessageOrThrow(message);
  compiled.set(message, fresh);
  return fresh;
}

const i18n = setupI18n({ locale: "en", locales: REGION.en, messages: { en } });
i18n.setMessagesCompiler(compileOnce);

/** The user's own tag of the language if it names a region ("en-US"), else ours. */
function localeOf(language: Language, tags: readonly string[]): string {
  return tags.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? REGION[language];
}

/**
 * From now on texts are those of the language that the setting and the user's tags ("sk-SK", best first) give. Settles
 * when it is spoken; English at once, so that a window in English never waits. A later call wins over one that loads.
 */
export async function speak(setting: Settings["language"], tags: readonly string[]): Promise<void> {
  const language = chooseLanguage(setting, tags);
  wanted = language;
  if (!loaded.has(language)) {
    const catalog = CATALOGS[language]();
    const words = catalog instanceof Promise ? await catalog : catalog;
    i18n.load(language, { ...en, ...words });
    loaded.add(language);
    if (wanted !== language) return;
  }
  const locale = localeOf(language, tags);
  if (spoken?.language === language && spoken.locale === locale) return;
  spoken = { language, locale, direction: language === "en" ? english.direction : "ltr" };
  i18n.activate(language, locale);
  for (const listener of listeners) listener();
}

/** For tests and pictures: English in other words, also from right to left. */
export function replaceEnglish(catalog: Catalog = en, direction: Spoken["direction"] = "ltr"): void {
  english = { catalog, direction };
  loaded.delete("en");
  spoken = undefined;
}

/** What is spoken; undefined until the first `speak` is done. */
export function spokenNow(): Spoken | undefined {
  return spoken;
}

export function onSpokenChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The tag that dates and numbers are written by. */
export function formatLocale(): string {
  return spoken?.locale ?? REGION.en;
}

/** The text of a key, with its values filled in. */
export function t(key: TextKey, values: TextValues = {}): string {
  return i18n.t(key, values);
}
