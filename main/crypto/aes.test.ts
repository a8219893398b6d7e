// What AES does for us; the published answers are in known-answers.test.ts.
import { describe, expect, it } from "vitest";
import { applyCtr, decryptGcm, encryptGcm } from "./aes";

const key = new Uint8Array(32).fill(0x42);
const iv = Uint8Array.from({ length: 16 }, (_, index) => index);
const text = new TextEncoder().encode("sealed words");

describe("AES-256-CTR", () => {
  it("is its own inverse", () => {
    expect(applyCtr(key, iv, applyCtr(key, iv, text))).toEqual(text);
  });
});

describe("AES-256-GCM", () => {
  it("opens what it sealed, with a 16-byte IV and associated data", () => {
    const sealed = encryptGcm(key, iv, text, Uint8Array.of(1));
    expect(decryptGcm(key, iv, sealed, Uint8Array.of(1))).toEqual(text);
  });

  it("gives nothing when key, IV, ciphertext, tag or associated data is another", () => {
    const sealed = encryptGcm(key, iv, text, Uint8Array.of(1));
    for (let index = 0; index < sealed.length; index++) {
      const changed = sealed.map((byte, at) => (at === index ? byte ^ 1 : byte));
      expect(decryptGcm(key, iv, changed, Uint8Array.of(1))).toBeUndefined();
    }
    expect(decryptGcm(key.map((byte) => byte ^ 1), iv, sealed, Uint8Array.of(1))).toBeUndefined();
    expect(decryptGcm(key, iv.map((byte) => byte ^ 1), sealed, Uint8Array.of(1))).toBeUndefined();
    expect(decryptGcm(key, iv, sealed, Uint8Array.of(2))).toBeUndefined();
    expect(decryptGcm(key, iv, sealed)).toBeUndefined();
  });
});
