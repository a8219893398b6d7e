import { AsnConvert } from "@peculiar/asn1-schema";
import { BasicConstraints } from "@peculiar/asn1-x509";
import { describe, expect, it } from "vitest";
import { readBer } from "./ber-limits";

const LIMITS = { maxDepth: 8, maxNodes: 100 };

/** One element with a length in two bytes. */
function element(tag: number, content: Uint8Array): Uint8Array {
  return Uint8Array.of(tag, 0x82, content.length >> 8, content.length & 0xff, ...content);
}

describe("an element from a stranger", () => {
  it.each([
    ["a BOOLEAN", 0x01, 1],
    ["an OBJECT IDENTIFIER", 0x06, 128],
    ["a RELATIVE-OID", 0x0d, 128],
  ])("that is %s is read up to its length, and beyond it refused unread", (_, tag, most) => {
    expect(readBer(element(tag, new Uint8Array(most).fill(0x2a)), LIMITS)?.idBlock.tagNumber).toBe(tag);
    expect(readBer(element(tag, new Uint8Array(most + 1).fill(0x2a)), LIMITS)).toBeUndefined();
    expect(readBer(element(0x30, element(tag, new Uint8Array(most + 1).fill(0x2a))), LIMITS)).toBeUndefined();
  });

  it("is refused at once where the library would copy gigabytes, also when it parses by itself", () => {
    const long = element(0x01, new Uint8Array(65_000));
    expect(readBer(long, LIMITS)).toBeUndefined();
    expect(() => AsnConvert.parse(element(0x30, long.subarray(0, 60_000)), BasicConstraints)).toThrow();
    expect(() => AsnConvert.parse(element(0x30, element(0x01, new Uint8Array(60_000))), BasicConstraints)).toThrow();
    expect(AsnConvert.parse(element(0x30, Uint8Array.of(1, 1, 0xff)), BasicConstraints).cA).toBe(true);
  });

  it("must fill its bytes, within depth and number", () => {
    const nested = (depth: number): Uint8Array => (depth === 0 ? new Uint8Array(0) : element(0x30, nested(depth - 1)));
    const several = (count: number): Uint8Array => element(0x30, Uint8Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? 5 : 0)));
    expect(readBer(Uint8Array.of(5, 0), LIMITS)).toBeDefined();
    for (const bytes of [[], [5], [5, 0, 0], [5, 1]]) expect(readBer(Uint8Array.from(bytes), LIMITS)).toBeUndefined();
    expect(readBer(nested(6), LIMITS)).toBeDefined();
    expect(readBer(nested(20), LIMITS)).toBeUndefined();
    expect(readBer(several(90), LIMITS)).toBeDefined();
    expect(readBer(several(110), LIMITS)).toBeUndefined();
  });
});
