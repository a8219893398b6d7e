// The database key at rest (spec 2.1): AES-256-GCM under a key-encryption key, which comes from a passphrase or the
// recovery key. The associated data binds the wrapped key to its place, so entries cannot be swapped.
// Layout: 12-byte IV, 32-byte ciphertext, 16-byte tag.
import { AES_KEY_LENGTH, decryptGcm, encryptGcm, GCM_TAG_LENGTH } from "./aes";
import { concatBytes } from "./bytes";
import { randomBytes } from "./random";

const IV_LENGTH = 12;
const WRAPPED_LENGTH = IV_LENGTH + AES_KEY_LENGTH + GCM_TAG_LENGTH;

/** 60 bytes; `wrappingKey` and `key` have 32 each. */
export function wrapKey(wrappingKey: Uint8Array, key: Uint8Array, associated: Uint8Array): Uint8Array {
  if (key.length !== AES_KEY_LENGTH) throw new RangeError("the key to wrap must have 32 bytes");
  const iv = randomBytes(IV_LENGTH);
  return concatBytes(iv, encryptGcm(wrappingKey, iv, key, associated));
}

/** The key, or nothing when the wrapping key is another one or the entry was changed or moved. */
export function unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array, associated: Uint8Array): Uint8Array | undefined {
  if (wrapped.length !== WRAPPED_LENGTH) return undefined;
  return decryptGcm(wrappingKey, wrapped.subarray(0, IV_LENGTH), wrapped.subarray(IV_LENGTH), associated);
}
