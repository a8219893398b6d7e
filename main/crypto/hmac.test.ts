import { describe, expect, it } from "vitest";
import { toHex } from "./hex";
import { hmac, verifyHmac } from "./hmac";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const key = bytes("Jefe");
const data = bytes("what do ya want for nothing?");

describe("HMAC", () => {
  it("gives the values of RFC 2202 and RFC 4231, test case 2", () => {
    expect(toHex(hmac("sha1", key, data))).toBe("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    expect(toHex(hmac("sha256", key, data))).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  });

  it("verifies its own value and no other, no shorter and no longer one", () => {
    const mac = hmac("sha256", key, data);
    expect(verifyHmac("sha256", key, data, mac)).toBe(true);
    expect(verifyHmac("sha256", key, data, mac.map((byte, at) => (at === 31 ? byte ^ 1 : byte)))).toBe(false);
    expect(verifyHmac("sha256", key, data, mac.subarray(0, 16))).toBe(false);
    expect(verifyHmac("sha256", key, data, new Uint8Array(0))).toBe(false);
    expect(verifyHmac("sha256", key, data, new Uint8Array([...mac, 0]))).toBe(false);
    expect(verifyHmac("sha1", key, data, mac)).toBe(false);
  });
});
