// Emoji by name and by the words that people look for, those first whose name begins with it.
import { EMOJI_GROUPS, folded, type Emoji, type EmojiCatalog } from "./catalog";

/** As many as anybody looks through. */
const MOST_FOUND = 120;

/** 0 for the best; undefined when it does not fit. */
function rank(emoji: Emoji, wanted: readonly string[]): number | undefined {
  if (!wanted.every((word) => emoji.found.includes(word))) return undefined;
  const [first = ""] = wanted;
  if (emoji.found.startsWith(` ${first}`)) return 0;
  return emoji.found.includes(` ${first}`) ? 1 : 2;
}

/** All of the typed words must be in it, in any order. */
export function findEmoji(catalog: EmojiCatalog, typed: string): readonly Emoji[] {
  const wanted = folded(typed).split(/\s+/u).filter((word) => word !== "");
  if (wanted.length === 0) return [];
  const byRank: Emoji[][] = [[], [], []];
  for (const group of EMOJI_GROUPS) {
    for (const emoji of catalog[group]) {
      const place = rank(emoji, wanted);
      if (place !== undefined) byRank[place]?.push(emoji);
    }
  }
  return byRank.flat().slice(0, MOST_FOUND);
}

/** The emoji with this glyph. */
export function emojiOf(catalog: EmojiCatalog, glyph: string): Emoji | undefined {
  for (const group of EMOJI_GROUPS) {
    const found = catalog[group].find((emoji) => emoji.glyph === glyph);
    if (found !== undefined) return found;
  }
  return undefined;
}
