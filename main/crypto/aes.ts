// AES-256 in the two modes of STPSimple (spec 1.4): GCM with the tag appended (v1, v2) and CTR (v3).
// GCM takes a full tag only (Node accepts shorter ones unless told), and nothing of update() leaves before final().
import { createCipheriv, createDecipheriv } from "node:crypto";
import { concatBytes, plainBytes, wipe } from "./bytes";

export const AES_KEY_LENGTH = 32;
export const GCM_TAG_LENGTH = 16;

const gcm = { authTagLength: GCM_TAG_LENGTH } as const;

/** Ciphertext followed by the 16-byte tag. `key` has 32 bytes; an `iv` must never be used twice with a key. */
export function encryptGcm(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array, associated?: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, iv, gcm);
  if (associated !== undefined) cipher.setAAD(associated);
  return concatBytes(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

/** The plaintext, or nothing when the tag does not fit key, iv, ciphertext and associated data. */
export function decryptGcm(
  key: Uint8Array,
  iv: Uint8Array,
  sealed: Uint8Array,
  associated?: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < GCM_TAG_LENGTH) return undefined;
  const tagStart = sealed.length - GCM_TAG_LENGTH;
  const decipher = createDecipheriv("aes-256-gcm", key, iv, gcm);
  if (associated !== undefined) decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(tagStart));
  const plaintext = plainBytes(decipher.update(sealed.subarray(0, tagStart)));
  try {
    // GCM gives everything before this, which only looks at the tag.
    decipher.final();
    return plaintext;
  } catch {
    wipe(plaintext);
    return undefined;
  }
}

/** Encrypts and decrypts: CTR is its own inverse and authenticates nothing. `iv` is the 16-byte first counter block. */
export function applyCtr(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  return plainBytes(createCipheriv("aes-256-ctr", key, iv).update(data));
}
