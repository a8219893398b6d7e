// The emoji of the language that the app speaks, loaded when the picker opens for the first time.
import type { Language } from "../../../shared/settings";

/** In the order of Unicode, which the tabs of the picker follow. */
export const EMOJI_GROUPS = [
  "smileys_emotion",
  "people_body",
  "animals_nature",
  "food_drink",
  "travel_places",
  "activities",
  "objects",
  "symbols",
  "flags",
] as const;
export type EmojiGroupId = (typeof EMOJI_GROUPS)[number];

export interface Emoji {
  readonly glyph: string;
  /** Shows skin, so that a tone can be chosen. */
  readonly toned: boolean;
  readonly name: string;
  /** Name and further words, folded, each after a blank. */
  readonly found: string;
}

export type EmojiCatalog = Readonly<Record<EmojiGroupId, readonly Emoji[]>>;

const FILES = {
  en: () => import("./catalog/en.emoji"),
  sk: () => import("./catalog/sk.emoji"),
  cs: () => import("./catalog/cs.emoji"),
} as const satisfies Readonly<Record<Language, unknown>>;

const loaded = new Map<Language, Promise<EmojiCatalog>>();

/** Without case and diacritics, as people type in a hurry. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

async function load(language: Language): Promise<EmojiCatalog> {
  const { default: groups } = await FILES[language]();
  const byId = new Map(
    groups.map(([id, rows]) => [
      id,
      rows.map(([glyph, toned, name, words]): Emoji => ({ glyph, toned: toned === 1, name, found: folded(` ${name} ${words}`) })),
    ]),
  );
  return Object.fromEntries(EMOJI_GROUPS.map((id) => [id, byId.get(id) ?? []])) as unknown as EmojiCatalog;
}

export function loadEmoji(language: Language): Promise<EmojiCatalog> {
  const known = loaded.get(language) ?? load(language);
  loaded.set(language, known);
  return known;
}
