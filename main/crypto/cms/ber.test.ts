import { describe, expect, it } from "vitest";
import type { StampError } from "../../../shared/errors";
import { concatBytes } from "../bytes";
import { childrenOf, octetsOf, readContentInfo, readElement } from "./ber";

function codeOf(act: () => unknown): string {
  try {
    act();
    return "read";
  } catch (error) {
    return (error as StampError).code;
  }
}

/** `depth` sequences of indefinite length, one in the other. */
const nested = (depth: number): Uint8Array =>
  concatBytes(...Array.from({ length: depth }, () => Uint8Array.of(0x30, 0x80)), new Uint8Array(2 * depth));

/** A sequence of `count` NULLs. */
function wide(count: number): Uint8Array {
  const length = 2 * count;
  const head = Uint8Array.of(0x30, 0x82, length >> 8, length & 0xff);
  return concatBytes(head, ...Array.from({ length: count }, () => Uint8Array.of(5, 0)));
}

describe("BER", () => {
  it("of an octet string may come in pieces, and pieces of pieces", () => {
    expect(octetsOf(readElement(Uint8Array.of(0x04, 2, 1, 2)))).toEqual(Uint8Array.of(1, 2));
    const pieces = Uint8Array.of(0x24, 0x80, 0x04, 2, 1, 2, 0x24, 0x80, 0x04, 1, 3, 0x04, 0, 0, 0, 0x04, 1, 4, 0, 0);
    expect(octetsOf(readElement(pieces))).toEqual(Uint8Array.of(1, 2, 3, 4));
  });

  it("of another type is no octet string", () => {
    expect(codeOf(() => octetsOf(readElement(Uint8Array.of(5, 0))))).toBe("cms-malformed");
    expect(codeOf(() => octetsOf(readElement(Uint8Array.of(0x24, 3, 2, 1, 0))))).toBe("cms-malformed");
  });

  it("has elements in elements only, not in an object identifier of several numbers", () => {
    expect(childrenOf(readElement(wide(3)))).toHaveLength(3);
    for (const leaf of [[6, 4, 0x2a, 1, 2, 3], [0x0d, 3, 1, 2, 3], [4, 2, 5, 0], [5, 0]]) {
      expect(childrenOf(readElement(Uint8Array.from(leaf)))).toEqual([]);
    }
  });

  it("is limited in depth", () => {
    expect(codeOf(() => readElement(nested(20)))).toBe("read");
    expect(codeOf(() => readElement(nested(40)))).toBe("cms-malformed");
    expect(codeOf(() => readElement(nested(20_000)))).toBe("cms-malformed");
  });

  it("is limited in the number of elements", () => {
    expect(codeOf(() => readElement(wide(2000)))).toBe("read");
    expect(codeOf(() => readElement(wide(20_000)))).toBe("cms-malformed");
  });

  it.each([
    ["nothing", []],
    ["no end", [0x30, 0x80, 5, 0]],
    ["something behind it", [5, 0, 0]],
    ["a length beyond the end", [0x30, 5, 5, 0]],
    ["a length of a length beyond the end", [0x30, 0x84, 1]],
    ["the largest length", [0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255]],
  ])("is malformed with %s", (_, bytes) => {
    expect(codeOf(() => readElement(Uint8Array.from(bytes)))).toBe("cms-malformed");
    expect(codeOf(() => readContentInfo(Uint8Array.from(bytes)))).toBe("cms-malformed");
  });
});
