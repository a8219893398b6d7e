import { describe, expect, it } from "vitest";
import { applyCtr, decryptGcm, encryptGcm } from "./aes";
import { fromHex, toHex } from "./hex";
import { present } from "../../shared/assert";

const hex = (text: string): Uint8Array => present(fromHex(text), "hex");
const key = hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
const iv = hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
const text = new TextEncoder().encode("sealed words");

describe("AES-256-CTR", () => {
  it("gives the ciphertext of NIST SP 800-38A, F.5.5", () => {
    const encrypted = applyCtr(key, iv, hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"));
    expect(toHex(encrypted)).toBe("601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5");
  });

  it("is its own inverse", () => {
    expect(applyCtr(key, iv, applyCtr(key, iv, text))).toEqual(text);
  });
});

describe("AES-256-GCM", () => {
  it("gives ciphertext and tag of the GCM specification's test case 14", () => {
    const sealed = encryptGcm(new Uint8Array(32), new Uint8Array(12), new Uint8Array(16));
    expect(toHex(sealed)).toBe("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
  });

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

  it("takes no tag shorter than 16 bytes", () => {
    const sealed = encryptGcm(key, iv, text);
    for (let length = 0; length < sealed.length; length++) {
      expect(decryptGcm(key, iv, sealed.subarray(0, length))).toBeUndefined();
    }
  });
});
