import { describe, expect, it } from "vitest";
import { inTone } from "../../store/skin-tone";
import { EMOJI_GROUPS, loadEmoji } from "./catalog";
import { emojiOf, findEmoji } from "./find-emoji";

describe("the emoji of a language", () => {
  it.each(["en", "sk", "cs"] as const)("are there in all groups, each with a name (%s)", async (language) => {
    const catalog = await loadEmoji(language);
    for (const group of EMOJI_GROUPS) {
      expect(catalog[group].length).toBeGreaterThan(50);
      expect(catalog[group].filter(({ name }) => name === "")).toEqual([]);
    }
  });

  it.each([
    ["en", "xyzzy", undefined],
    ["en", "party pop", "🎉"],
    ["en", "slovakia", "🇸🇰"],
    ["sk", "smutna", "😢"],
    ["sk", "slovensko", "🇸🇰"],
    ["cs", "SRDCE", "❤️"],
  ] as const)("are found by name and word, in %s by %s", async (language, typed, glyph) => {
    const found = findEmoji(await loadEmoji(language), typed).map((emoji) => emoji.glyph);
    if (glyph === undefined) expect(found).toEqual([]);
    else expect(found).toContain(glyph);
  });

  it("come with those first whose name begins with what was typed", async () => {
    expect(findEmoji(await loadEmoji("en"), "cat")[0]?.name).toMatch(/^cat/);
    expect(findEmoji(await loadEmoji("en"), "  ")).toEqual([]);
  });

  it("are shown in a skin tone where they show skin", async () => {
    const catalog = await loadEmoji("en");
    const tone = (glyph: string) => inTone(emojiOf(catalog, glyph)!, "medium");
    expect(tone("👋")).toBe("👋🏽");
    expect(tone("☝️")).toBe("☝🏽");
    expect(tone("👩‍⚕️")).toBe("👩🏽‍⚕️");
    expect(tone("😀")).toBe("😀");
    expect(inTone(emojiOf(catalog, "👋")!, "none")).toBe("👋");
  });
});
