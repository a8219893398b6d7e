// Random numbers from the operating system's generator; the only source of keys, IVs and nonces.
import * as crypto from "node:crypto";
import { plainBytes } from "./bytes";

export function randomBytes(length: number): Uint8Array {
  return plainBytes(crypto.randomBytes(length));
}

/** Uniform in 1 … 2³²−1: 0 reads as "no nonce" in places (spec 1.6), so it is never drawn. */
export function randomNonce(): number {
  return crypto.randomInt(1, 0x1_0000_0000);
}
