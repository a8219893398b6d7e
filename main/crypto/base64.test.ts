import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "./base64";
import { fromHex, toHex } from "./hex";

describe("base64", () => {
  it("gives back any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each([
    ["a missing padding", "QUI"],
    ["too much padding", "QUI=="],
    ["padding in the middle", "QQ==QQ=="],
    ["the other alphabet", "-_-_"],
    ["a line break", "QU\nI="],
    ["another character", "QU*I"],
    ["bits beyond the last byte", "QUJ="],
  ])("does not take %s", (_, text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});

describe("hex", () => {
  it("gives back any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  it("takes only pairs of lower-case digits", () => {
    for (const text of ["0", "0G", "AB", "0x", "00 "]) expect(fromHex(text)).toBeUndefined();
  });
});
