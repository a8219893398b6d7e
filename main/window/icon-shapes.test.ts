import { describe, expect, it } from "vitest";
import { badgeShape, badgeText, drawPixels, over, stampShape } from "./icon-shapes";

/** Blue, green, red, opacity of the pixel at a point of the field. */
function pixelAt(pixels: Uint8Array, size: number, x: number, y: number): readonly number[] {
  const start = (Math.floor((y / 48) * size) * size + Math.floor((x / 48) * size)) * 4;
  return [...pixels.subarray(start, start + 4)];
}

describe("the drawn icon", () => {
  it.each([16, 22, 44])("is a stamp with a check at %i pixels", (size) => {
    const pixels = drawPixels(stampShape({ mono: false }), size);
    expect(pixels.length).toBe(size * size * 4);
    expect(pixelAt(pixels, size, 1, 1)[3]).toBe(0);
    expect(pixelAt(pixels, size, 12, 36)).toEqual([0xc5, 0x53, 0x32, 255]);
    expect(pixelAt(pixels, size, 21.6, 29)[1]).toBeGreaterThan(0xa0);
  });

  it("in one colour for the menu bar leaves the check out", () => {
    const pixels = drawPixels(stampShape({ mono: true }), 44);
    expect(pixelAt(pixels, 44, 12, 36)).toEqual([0, 0, 0, 255]);
    expect(pixelAt(pixels, 44, 21.6, 30.1)).toEqual([0, 0, 0, 0]);
  });

  it("carries the count of unread texts in its corner", () => {
    const plain = drawPixels(stampShape({ mono: false }), 44);
    const [one, two] = [1, 2].map((count) => drawPixels(over(badgeShape(count, [34, 34], 14), stampShape({ mono: false })), 44));
    expect(one).not.toEqual(plain);
    expect(one).not.toEqual(two);
  });

  it("has colours that are multiplied by their opacity", () => {
    const pixels = drawPixels(over(badgeShape(3, [34, 34], 14), stampShape({ mono: false })), 22);
    for (let at = 0; at < pixels.length; at += 4) {
      expect(Math.max(...pixels.subarray(at, at + 3))).toBeLessThanOrEqual(pixels[at + 3] ?? 0);
    }
  });

  it("says nine and more in two signs", () => {
    expect([1, 9, 10, 4000].map(badgeText)).toEqual(["1", "9", "9+", "9+"]);
  });
});
