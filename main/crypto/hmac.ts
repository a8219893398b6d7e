// HMAC-SHA1 (STPSimple v1, v2) and HMAC-SHA256 (v3), spec 1.4.
import { createHmac } from "node:crypto";
import { equalBytes, plainBytes } from "./bytes";

export type HmacHash = "sha1" | "sha256";

/** 20 bytes for sha1, 32 for sha256. */
export function hmac(hash: HmacHash, key: Uint8Array, data: Uint8Array): Uint8Array {
  return plainBytes(createHmac(hash, key).update(data).digest());
}

/** Constant time; a shortened MAC is a wrong one. */
export function verifyHmac(hash: HmacHash, key: Uint8Array, data: Uint8Array, expected: Uint8Array): boolean {
  return equalBytes(hmac(hash, key, data), expected);
}
