// From a passphrase to a key that wraps the database key (spec 2.1): Argon2id, off the main thread.
// The parameters are fixed; other ones would be another kind of keyring entry.
import { hashRaw, type Algorithm } from "@node-rs/argon2";
import { plainBytes, wipe } from "./bytes";

export const PASSPHRASE_SALT_LENGTH = 16;
/** Of RFC 9106: m, t and p. */
export const ARGON2ID_COST = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 } as const;

/** The package declares it as a const enum, which isolated modules cannot read. */
const ARGON2ID = 2 as Algorithm.Argon2id;

/** 32 bytes from the passphrase in NFC, so that the same keys pressed on another system give the same key. About 0.2 s. */
export async function keyFromPassphrase(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  // As bytes: of a string the package would make a copy that nobody can wipe.
  const bytes = new TextEncoder().encode(passphrase.normalize("NFC"));
  const key = await hashRaw(bytes, {
    algorithm: ARGON2ID,
    memoryCost: ARGON2ID_COST.memoryKiB,
    timeCost: ARGON2ID_COST.passes,
    parallelism: ARGON2ID_COST.lanes,
    outputLen: 32,
    salt,
  }).finally(() => { wipe(bytes); });
  return plainBytes(key);
}
