import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pictureSize } from "./picture-size";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0x40, 0, 0, 0, 0xf0, 8];
/** An application segment, a quantisation table, then the frame. */
const JPEG = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xdb, 0, 3, 9, 0xff, 0xc2, 0, 17, 8, 0x0b, 0xb8, 0x0f, 0xa0, 3];

describe("the size of a picture", () => {
  it("is in the header of a PNG file", () => {
    expect(pictureSize(Uint8Array.from(PNG))).toEqual({ width: 320, height: 240 });
  });

  it("is in the frame of a JPEG file, behind other segments", () => {
    expect(pictureSize(Uint8Array.from(JPEG))).toEqual({ width: 4000, height: 3000 });
  });

  it.each([
    ["nothing", []],
    ["a text", [...new TextEncoder().encode("BEGIN:VCARD\r\nVERSION:4.0\r\n")]],
    ["a PNG file without a header", [...PNG.slice(0, 12), 0x49, 0x44, 0x41, 0x54, ...PNG.slice(16)]],
    ["a PNG file of no width", [...PNG.slice(0, 16), 0, 0, 0, 0, ...PNG.slice(20)]],
    ["a JPEG file that starts with its data", [0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 4]],
  ])("is not known of %s", (_what, bytes) => {
    expect(pictureSize(Uint8Array.from(bytes))).toBeUndefined();
  });

  it.each([
    ["a stuffed byte", 0x00],
    ["a temporary marker", 0x01],
    ["a restart", 0xd3],
    ["another start", 0xd8],
  ])("is not taken from a second frame, that %s hides a larger one from", (_what, marker) => {
    // What stands behind the marker is no length, but a decoder's next segment: a frame of 65535 by 65535.
    const hidden = [0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3];
    const bytes = new Uint8Array(0xffc0 + 64);
    bytes.set([0xff, 0xd8, 0xff, marker, ...hidden]);
    bytes.set(JPEG.slice(14), 4 + 0xffc0);
    expect(pictureSize(bytes)).toBeUndefined();
  });

  it("is never known of a file that is cut off before it, and asking ends for any bytes", () => {
    for (let length = 0; length < 24; length += 1) expect(pictureSize(Uint8Array.from(PNG).slice(0, length))).toBeUndefined();
    for (let length = 0; length < 23; length += 1) expect(pictureSize(Uint8Array.from(JPEG).slice(0, length))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (rest) => {
        const size = pictureSize(Uint8Array.from([0xff, 0xd8, ...rest]));
        expect(size === undefined || size.width > 0).toBe(true);
      }),
    );
  });
});
