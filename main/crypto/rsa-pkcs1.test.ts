import * as crypto from "node:crypto";
import { describe, expect, it } from "vitest";
import { concatBytes, plainBytes } from "./bytes";
import { loadPrivateKey, publicKeyFrom } from "./rsa";
import { unwrapPkcs1, wrapPkcs1 } from "./rsa-pkcs1";
import { pkcs8Of, testKeyPair } from "./testing/keys";
import { present } from "../../shared/assert";

const publicKey = present(publicKeyFrom(testKeyPair.publicKey), "key");
const privateKey = await loadPrivateKey(pkcs8Of(testKeyPair));
const contentKey = Uint8Array.from({ length: 16 }, (_, index) => index);

/** The block whose raw decryption is `padded`. */
function blockOf(padded: Uint8Array): Uint8Array {
  return plainBytes(crypto.publicEncrypt({ key: testKeyPair.publicKey, padding: crypto.constants.RSA_NO_PADDING }, padded));
}

function padding(change: (padded: Uint8Array) => void, key = contentKey): Uint8Array {
  const padded = concatBytes(Uint8Array.of(0, 2), new Uint8Array(256 - 3 - key.length).fill(0xa5), Uint8Array.of(0), key);
  change(padded);
  return padded;
}

describe("RSA key transport with PKCS#1 v1.5", () => {
  it.each([16, 24, 32])("gives back a key of %i bytes", (length) => {
    const key = crypto.randomBytes(length);
    expect(Buffer.from(unwrapPkcs1(privateKey, wrapPkcs1(publicKey, key), length))).toEqual(key);
  });

  it("reads what any other implementation pads", () => {
    expect(unwrapPkcs1(privateKey, blockOf(padding(() => undefined)), 16)).toEqual(contentKey);
  });

  it.each([
    ["another first byte", (padded: Uint8Array) => (padded[0] = 1)],
    ["the type of a signature", (padded: Uint8Array) => (padded[1] = 1)],
    ["a zero in the first byte of the padding", (padded: Uint8Array) => (padded[2] = 0)],
    ["a zero in the eighth byte of the padding", (padded: Uint8Array) => (padded[9] = 0)],
    ["a zero in the last byte of the padding, so a longer key", (padded: Uint8Array) => (padded[256 - 18] = 0)],
    ["no zero before the key", (padded: Uint8Array) => (padded[256 - 17] = 7)],
    ["zeros only", (padded: Uint8Array) => padded.fill(0)],
  ])("a block with %s gives another key of the right length, each time the same", (_, change) => {
    const block = blockOf(padding((padded) => void change(padded)));
    const key = unwrapPkcs1(privateKey, block, 16);
    expect(key).toHaveLength(16);
    expect(key).not.toEqual(contentKey);
    expect(unwrapPkcs1(privateKey, block, 16)).toEqual(key);
  });

  it("a key of another length than the cipher's gives another key", () => {
    const block = wrapPkcs1(publicKey, crypto.randomBytes(24));
    expect(unwrapPkcs1(privateKey, block, 16)).toHaveLength(16);
    expect(unwrapPkcs1(privateKey, wrapPkcs1(publicKey, contentKey), 32)).toHaveLength(32);
  });

  it.each([
    ["empty", new Uint8Array(0)],
    ["too short", new Uint8Array(255).fill(1)],
    ["too long", new Uint8Array(257).fill(1)],
    ["not below the modulus", new Uint8Array(256).fill(0xff)],
  ])("a block that is %s gives some key as well", (_, block) => {
    expect(unwrapPkcs1(privateKey, block, 32)).toHaveLength(32);
  });

  it("a block with a zero less or more in front is another block, although it is the same number", () => {
    let block = wrapPkcs1(publicKey, contentKey);
    while (block[0] !== 0) block = wrapPkcs1(publicKey, contentKey);
    expect(unwrapPkcs1(privateKey, block, 16)).toEqual(contentKey);
    for (const other of [block.subarray(1), concatBytes(Uint8Array.of(0), block)]) {
      expect(unwrapPkcs1(privateKey, other, 16)).not.toEqual(contentKey);
    }
  });

  it("different wrong blocks give different keys", () => {
    const keys = [1, 2, 3].map((value) => unwrapPkcs1(privateKey, blockOf(padding((padded) => padded.fill(value))), 16));
    expect(new Set(keys.map(String)).size).toBe(3);
  });
});
