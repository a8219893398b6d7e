import { describe, expect, it } from "vitest";
import { concatBytes, equalBytes } from "./bytes";
import { sha256, sha256Hex } from "./hash";
import { toHex } from "./hex";
import { randomBytes, randomNonce } from "./random";

describe("random numbers", () => {
  it("are of the length asked for and not the same twice", () => {
    expect(randomBytes(32)).toHaveLength(32);
    expect(toHex(randomBytes(32))).not.toBe(toHex(randomBytes(32)));
  });

  it("are nonces of 32 bits that are never zero", () => {
    const nonces = Array.from({ length: 1000 }, randomNonce);
    expect(nonces.every((nonce) => Number.isInteger(nonce) && nonce > 0 && nonce <= 0xffff_ffff)).toBe(true);
    expect(nonces.some((nonce) => nonce > 0x7fff_ffff)).toBe(true);
  });
});

describe("SHA-256", () => {
  it("gives the value of FIPS 180-4 for abc, however it is cut", () => {
    const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(sha256Hex("abc")).toBe(digest);
    expect(toHex(sha256("a", Uint8Array.of(0x62, 0x63)))).toBe(digest);
  });
});

describe("byte arrays", () => {
  it("are joined in order", () => {
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  });

  it("are equal only with the same length and the same bytes", () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  });
});
