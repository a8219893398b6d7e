import { describe, expect, it } from "vitest";
import { unwrapKey, wrapKey } from "./key-wrap";
import { randomBytes } from "./random";

const wrappingKey = randomBytes(32);
const key = randomBytes(32);
const place = new TextEncoder().encode("passphrase 1");
const wrapped = wrapKey(wrappingKey, key, place);

describe("a wrapped key", () => {
  it("comes out with the key that wrapped it", () => {
    expect(unwrapKey(wrappingKey, wrapped, place)).toEqual(key);
  });

  it("is 60 bytes, different each time, and does not contain the key", () => {
    expect(wrapped).toHaveLength(60);
    expect(wrapKey(wrappingKey, key, place)).not.toEqual(wrapped);
    expect(Buffer.from(wrapped).includes(Buffer.from(key))).toBe(false);
  });

  it("does not come out with another key, in another place, or changed", () => {
    expect(unwrapKey(randomBytes(32), wrapped, place)).toBeUndefined();
    expect(unwrapKey(wrappingKey, wrapped, new TextEncoder().encode("recovery 1"))).toBeUndefined();
    for (let index = 0; index < wrapped.length; index++) {
      const changed = wrapped.map((byte, at) => (at === index ? byte ^ 1 : byte));
      expect(unwrapKey(wrappingKey, changed, place)).toBeUndefined();
    }
  });

  it("does not come out of an entry of another length", () => {
    expect(unwrapKey(wrappingKey, new Uint8Array(0), place)).toBeUndefined();
    expect(unwrapKey(wrappingKey, wrapped.subarray(0, 59), place)).toBeUndefined();
  });

  it("is only made of a key of 32 bytes", () => {
    expect(() => wrapKey(wrappingKey, key.subarray(1), place)).toThrow(RangeError);
  });
});
