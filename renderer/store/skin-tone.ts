// Skin tones: a modifier after each person or hand in the emoji (Unicode TS 51). Without one it is drawn yellow.

export const SKIN_TONES = ["none", "light", "medium-light", "medium", "medium-dark", "dark"] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

const MODIFIERS: Readonly<Record<SkinTone, string>> = {
  none: "",
  light: "\u{1F3FB}",
  "medium-light": "\u{1F3FC}",
  medium: "\u{1F3FD}",
  "medium-dark": "\u{1F3FE}",
  dark: "\u{1F3FF}",
};

/** The glyph in this tone; one that shows no skin stays as it is. */
export function inTone({ glyph, toned }: { readonly glyph: string; readonly toned: boolean }, tone: SkinTone): string {
  if (!toned || tone === "none") return glyph;
  // A modifier stands where the sign for a coloured picture stood: it is one itself.
  return glyph.replace(/(\p{Emoji_Modifier_Base})\uFE0F?/gu, `$1${MODIFIERS[tone]}`);
}
