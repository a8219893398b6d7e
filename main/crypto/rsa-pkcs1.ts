// RSA key transport of S/MIME v1 (spec 1.9): PKCS#1 v1.5 (RFC 8017, 7.2). This padding is a classic oracle
// (Bleichenbacher), and Node refuses it for private keys. So the block is decrypted raw, and the padding is taken off
// with implicit rejection: a wrong block gives some other key, in the same steps, and fails like any wrong key.
import * as crypto from "node:crypto";
import { StampError } from "../../shared/errors";
import { plainBytes } from "./bytes";
import { hmac } from "./hmac";
import { randomBytes } from "./random";
import type { PrivateKey, PublicKey } from "./rsa";

/** The key that stands in for a wrong block: the same one each time, so that asking twice tells nothing. */
const rejectionKey = randomBytes(32);

/** @throws StampError `no-certificate` when the key cannot be computed with. */
export function wrapPkcs1(key: PublicKey, contentKey: Uint8Array): Uint8Array {
  const padding = crypto.constants.RSA_PKCS1_PADDING;
  try {
    return plainBytes(crypto.publicEncrypt({ key: key.key, padding }, contentKey));
  } catch (cause) {
    throw new StampError("no-certificate", { problem: "key" }, { cause });
  }
}

/** The content key of `length` bytes, at most 32; for a wrong block as many bytes that nobody knows. */
export function unwrapPkcs1(key: PrivateKey, block: Uint8Array, length: number): Uint8Array {
  const padded = decryptRaw(key, block);
  const otherwise = hmac("sha256", rejectionKey, block);
  // 00 02, at least eight bytes that are not zero, 00, the key: one pass over all of it, no early end.
  const separator = padded.length - length - 1;
  let wrong = (padded[0] ?? 0) | ((padded[1] ?? 0) ^ 0x02) | (padded[separator] ?? 0);
  for (let index = 2; index < separator; index++) wrong |= isZero(padded[index] ?? 0);
  const mask = isZero(wrong) - 1;
  return Uint8Array.from({ length }, (_, index) => {
    const right = padded[separator + 1 + index] ?? 0;
    return right ^ (mask & (right ^ (otherwise[index] ?? 0)));
  });
}

/** 1 for 0, otherwise 0, without a branch; `value` has 8 bits. */
function isZero(value: number): number {
  return ((value - 1) >>> 8) & 1;
}

/** Zeros, which are no padding, where the block is of another length or no number below the modulus: everybody sees that. */
function decryptRaw(key: PrivateKey, block: Uint8Array): Uint8Array {
  if (block.length !== key.blockLength) return new Uint8Array(key.blockLength);
  try {
    return plainBytes(crypto.privateDecrypt({ key: key.signing, padding: crypto.constants.RSA_NO_PADDING }, block));
  } catch {
    return new Uint8Array(key.blockLength);
  }
}
