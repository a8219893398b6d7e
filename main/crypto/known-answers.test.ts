// The symmetric primitives give the published answers through our own functions, and no value but the right one passes.
// RSA is in known-answers-rsa.test.ts.
import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import { present } from "../../shared/assert";
import { applyCtr, decryptGcm, encryptGcm } from "./aes";
import { concatBytes } from "./bytes";
import { fromHex, toHex } from "./hex";
import { hmac, verifyHmac } from "./hmac";
import { unwrapKey } from "./key-wrap";
import { CTR_ANSWER, GCM_ANSWERS, type GcmAnswer } from "./known-answers/aes";
import { HMAC_ANSWERS } from "./known-answers/hmac";

const hex = (text: string): Uint8Array => present(fromHex(text), "hex");
const named = <Row extends { readonly comment: string }>(rows: readonly Row[]) => rows.map((row) => [row.comment, row] as const);

describe.each(named(GCM_ANSWERS))("AES-256-GCM, %s", (_, answer) => {
  const key = hex(answer.key);
  const iv = hex(answer.iv);
  const associated = hex(answer.associated);
  const ciphertext = hex(answer.ciphertext);
  const tag = hex(answer.tag);
  const open = (sealed: Uint8Array, other: Partial<Record<keyof GcmAnswer, Uint8Array>> = {}) =>
    decryptGcm(other.key ?? key, other.iv ?? iv, sealed, other.associated ?? associated);

  it("seals to ciphertext and tag, and opens", () => {
    expect(toHex(encryptGcm(key, iv, hex(answer.plaintext), associated))).toBe(answer.ciphertext + answer.tag);
    expect(toHex(present(open(concatBytes(ciphertext, tag)), "plaintext"))).toBe(answer.plaintext);
  });

  it("does not open with any bit of the tag flipped, with a tag of zeros or of ones", () => {
    const others = Array.from({ length: 128 }, (__, bit) => flipped(tag, bit));
    for (const constant of [0x00, 0xff]) others.push(new Uint8Array(16).fill(constant));
    for (const other of others) {
      if (toHex(other) !== answer.tag) expect(open(concatBytes(ciphertext, other))).toBeUndefined();
    }
  });

  it.each([0, 4, 8, 12, 13, 14, 15])("does not open with the first %i bytes of the tag", (length) => {
    expect(open(concatBytes(ciphertext, tag.subarray(0, length)))).toBeUndefined();
  });

  it("does not open with a longer tag, other associated data, another IV or another key", () => {
    const sealed = concatBytes(ciphertext, tag);
    expect(open(concatBytes(sealed, Uint8Array.of(0)))).toBeUndefined();
    expect(open(sealed, { associated: concatBytes(associated, Uint8Array.of(0)) })).toBeUndefined();
    if (associated.length > 0) expect(open(sealed, { associated: new Uint8Array(0) })).toBeUndefined();
    expect(open(sealed, { iv: flipped(iv, 0) })).toBeUndefined();
    expect(open(sealed, { iv: concatBytes(iv, Uint8Array.of(0)) })).toBeUndefined();
    expect(open(sealed, { key: flipped(key, 255) })).toBeUndefined();
  });
});

describe("AES-256-CTR", () => {
  const { key, iv, plaintext, ciphertext } = CTR_ANSWER;

  it("gives the answer of NIST SP 800-38A, F.5.5, whole and for every shorter text", () => {
    for (let length = 0; length <= plaintext.length; length += 2) {
      expect(toHex(applyCtr(hex(key), hex(iv), hex(plaintext.slice(0, length))))).toBe(ciphertext.slice(0, length));
      expect(toHex(applyCtr(hex(key), hex(iv), hex(ciphertext.slice(0, length))))).toBe(plaintext.slice(0, length));
    }
  });

  it.each([
    ["in its last four bytes", "00000000000000000000000affffffff", "00000000000000000000000b00000000"],
    ["in its last eight bytes", "0000000000000001ffffffffffffffff", "00000000000000020000000000000000"],
    ["as a whole", "ffffffffffffffffffffffffffffffff", "00000000000000000000000000000000"],
  ])("counts in all 128 bits of the block when it overflows %s", (_, first, second) => {
    const blocks = createCipheriv("aes-256-ecb", hex(key), null).update(hex(first + second));
    expect(toHex(applyCtr(hex(key), hex(first), new Uint8Array(32)))).toBe(toHex(blocks));
  });
});

describe.each(named(HMAC_ANSWERS))("HMAC, %s", (_, { result, hash, key, data, mac }) => {
  it(`is ${result}`, () => {
    expect(verifyHmac(hash, key, data, hex(mac))).toBe(result === "valid");
    expect(toHex(hmac(hash, key, data)) === mac).toBe(result === "valid");
  });

  it("is no HMAC when a bit is flipped, when it is shortened and when something follows", () => {
    const right = hmac(hash, key, data);
    for (let bit = 0; bit < 8 * right.length; bit++) expect(verifyHmac(hash, key, data, flipped(right, bit))).toBe(false);
    for (let length = 0; length < right.length; length++) expect(verifyHmac(hash, key, data, right.subarray(0, length))).toBe(false);
    expect(verifyHmac(hash, key, data, concatBytes(right, Uint8Array.of(0)))).toBe(false);
  });
});

describe("a wrapped key", () => {
  const wrappingKey = new Uint8Array(32).fill(1);
  const iv = new Uint8Array(12).fill(2);
  const key = new Uint8Array(32).fill(3);
  const place = new TextEncoder().encode("passphrase 1");
  const cipher = createCipheriv("aes-256-gcm", wrappingKey, iv).setAAD(place);
  const sealed = concatBytes(cipher.update(key), cipher.final());
  const tag = new Uint8Array(cipher.getAuthTag());

  it("is IV, ciphertext and tag, in this order and no other", () => {
    expect(unwrapKey(wrappingKey, concatBytes(iv, sealed, tag), place)).toEqual(key);
    for (const parts of [[iv, tag, sealed], [sealed, tag, iv], [tag, sealed, iv]]) {
      expect(unwrapKey(wrappingKey, concatBytes(...parts), place)).toBeUndefined();
    }
  });
});

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
