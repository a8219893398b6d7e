// `import groups from "./en.emoji"`: the emoji with their names and search words in the language that the file names. They
// are taken at build time out of two data packages, so that what is shipped is what the picker shows: some 150 KB a
// language instead of megabytes. Names that Unicode's data only derives (families, flags, hair) are put together here.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Newer ones are empty boxes on systems of the last years. */
const NEWEST_VERSION = 15;
const VARIATION = /\uFE0F/gu;
const JOINER = "\u200D";

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Vite plugin. */
export function emojiData() {
  return {
    name: "stamp:emoji-data",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(".emoji")) return undefined;
      const groups = emojiGroups(readFileSync(id, "utf8").trim());
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(groups))});`;
    },
  };
}

/**
 * @param {string} language with annotations in CLDR
 * @returns groups in Unicode's order, each `[id, emojis]`, each emoji `[glyph, takes a skin tone (0 or 1), name, search words]`
 */
export function emojiGroups(language) {
  const groups = readJson(require.resolve("unicode-emoji-json/data-by-group.json"));
  const path = require.resolve("cldr-annotations-full/package.json").replace("package.json", `annotations/${language}/annotations.json`);
  const { annotations } = readJson(path).annotations;
  const regions = new Intl.DisplayNames([language], { type: "region" });
  const entryOf = (glyph) => annotations[glyph] ?? annotations[glyph.replace(VARIATION, "")];
  const nameOf = (glyph) => entryOf(glyph)?.tts?.[0];

  /** What is said of every flag. */
  const flagWords = (entryOf("🏳")?.default ?? []).filter((word) => entryOf("🏁")?.default.includes(word));

  const composed = (glyph) => {
    const letters = [...glyph].map((letter) => letter.codePointAt(0) - 0x1f1e6);
    if (letters.length === 2 && letters.every((letter) => letter >= 0 && letter < 26)) {
      return regions.of(letters.map((letter) => String.fromCharCode(65 + letter)).join(""));
    }
    const parts = glyph.replace(VARIATION, "").split(JOINER);
    if (parts.length === 1) return undefined;
    const whole = parts.includes("💋") ? "💏" : parts.includes("❤") ? "💑" : /\p{Emoji_Modifier_Base}/u.test(parts[1]) ? "👪" : undefined;
    const names = parts.filter((part) => part !== "💋" && part !== "❤").map(nameOf);
    if (names.includes(undefined)) return undefined;
    const [first, ...rest] = names;
    return whole === undefined ? `${first}: ${rest.join(", ")}` : `${nameOf(whole)}: ${names.join(", ")}`;
  };

  return groups.map(({ slug, emojis }) => [
    slug,
    emojis
      .filter(({ emoji_version: version }) => Number.parseFloat(version) <= NEWEST_VERSION)
      .map(({ emoji, name: english, skin_tone_support: toned }) => {
        const name = nameOf(emoji) ?? composed(emoji) ?? english;
        const words = new Set((entryOf(emoji)?.default ?? (slug === "flags" ? flagWords : [])).filter((word) => word !== name));
        return [emoji, toned ? 1 : 0, name, [...words].join(" ")];
      }),
  ]);
}
