import { describe, expect, it } from "vitest";
import type { StampError } from "../../../shared/errors";
import { concatBytes } from "../bytes";
import { berOf, childrenOf, identifierOf, octetsOf, readContentInfo, readElement } from "./ber";
import { objectIdentifier, octets, sequence } from "./der";

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

  it.each(["0.9.2342.19200300.100.1.1", "1.2.840.113549.1.7.2", "2.5.29.17", "2.999.3"])("of the object identifier %s is read as it was written", (name) => {
    expect(identifierOf(readElement(objectIdentifier(name)))).toBe(name);
  });

  it.each([
    ["without an arc", [6, 0]],
    ["cut off in an arc", [6, 2, 0x2a, 0x86]],
    ["of another type", [4, 1, 0x2a]],
    ["longer than any in use", [6, 0x81, 129, ...new Uint8Array(129).fill(1)]],
  ])("is no object identifier %s", (_, bytes) => {
    expect(codeOf(() => identifierOf(readElement(Uint8Array.from(bytes))))).toBe("cms-malformed");
  });

  it.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])("with a content of %i bytes is read as it was written", (length) => {
    const value = new Uint8Array(length).fill(7);
    const [inner] = childrenOf(readElement(sequence(octets(value))));
    expect(octetsOf(inner)).toEqual(value);
    expect(inner === undefined ? undefined : berOf(inner)).toEqual(octets(value));
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
    ["no end, and more behind its parent", [0x30, 4, 0x30, 0x80, 5, 0, 0, 0]],
    ["an indefinite length of what has no parts", [0x04, 0x80, 0, 0]],
    ["a number beyond the identifier octet", [0x1f, 1, 0]],
    ["a part beyond the end of its parent", [0x30, 2, 0x04, 2, 1, 2]],
    ["a length beyond the end", [0x30, 5, 5, 0]],
    ["a length of a length beyond the end", [0x30, 0x84, 1]],
    ["the largest length", [0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255]],
  ])("is malformed with %s", (_, bytes) => {
    expect(codeOf(() => readElement(Uint8Array.from(bytes)))).toBe("cms-malformed");
    expect(codeOf(() => readContentInfo(Uint8Array.from(bytes)))).toBe("cms-malformed");
  });
});
