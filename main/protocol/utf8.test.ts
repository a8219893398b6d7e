import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeUtf8 } from "./utf8";

describe("UTF-8", () => {
  it.each(["", "Ahoj 😀🇸🇰", "\u0000\u202e\r\n\t", "\ufeffwith a byte order mark"])("gives back %j", (text) => {
    expect(decodeUtf8(encodeUtf8(text))).toBe(text);
  });

  it.each([
    ["a lone continuation byte", [0x80]],
    ["a cut sequence", [0x61, 0xe2, 0x82]],
    ["an overlong encoding", [0xc0, 0xaf]],
    ["an encoded surrogate", [0xed, 0xa0, 0x80]],
    ["a value above U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["a byte that never occurs", [0xff]],
  ])("does not take %s", (_, bytes) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });
});
