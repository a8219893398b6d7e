// The head of an account file (docs/account-file.md): what it is, how its key comes from the passphrase, and that key.
// 112 bytes, numbers big-endian. The parameters stand in it for other programs; version 1 has only these, so that no
// file can make us compute for hours.
import { StampError } from "../../../shared/errors";
import { concatBytes, equalBytes, wipe } from "../../crypto/bytes";
import { unwrapKey, wrapKey } from "../../crypto/key-wrap";
import { ARGON2ID_COST, keyFromPassphrase, PASSPHRASE_SALT_LENGTH } from "../../crypto/passphrase";
import { randomBytes } from "../../crypto/random";

export const HEADER_LENGTH = 112;
/** Of what a chunk says, in bytes; only the last one may be shorter. */
export const CHUNK_LENGTH = 64 * 1024;

/** ASCII, and three bytes that a transfer as text would change. */
const MAGIC = new TextEncoder().encode("STAMP ACCOUNT\r\n\x1a");
const VERSION = 1;
const ARGON2ID = 1;
const VERSION_OFFSET = MAGIC.length;
const SALT_OFFSET = VERSION_OFFSET + 2 + 2 + 4 * 4;
const WRAPPED_OFFSET = SALT_OFFSET + PASSPHRASE_SALT_LENGTH;

/** The bytes between the magic and the salt. */
function parameters(): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(SALT_OFFSET - VERSION_OFFSET));
  bytes.setUint16(0, VERSION);
  bytes.setUint16(2, ARGON2ID);
  bytes.setUint32(4, ARGON2ID_COST.memoryKiB);
  bytes.setUint32(8, ARGON2ID_COST.passes);
  bytes.setUint32(12, ARGON2ID_COST.lanes);
  bytes.setUint32(16, CHUNK_LENGTH);
  return new Uint8Array(bytes.buffer);
}

export interface ContentKey {
  /** The whole head; every chunk is bound to it. */
  readonly header: Uint8Array;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** A head with a fresh content key under `passphrase`. */
export async function createHeader(passphrase: string): Promise<ContentKey> {
  const salt = randomBytes(PASSPHRASE_SALT_LENGTH);
  const key = randomBytes(32);
  const opening = concatBytes(MAGIC, parameters(), salt);
  const wrappingKey = await keyFromPassphrase(passphrase, salt);
  const wrapped = wrapKey(wrappingKey, key, opening);
  wipe(wrappingKey);
  return { header: concatBytes(opening, wrapped), key };
}

/** Throws StampError `not-an-account-file`, `account-file-newer`, `account-file-damaged` for what cannot be a head. */
export function checkHeader(bytes: Uint8Array): void {
  if (!equalBytes(bytes.subarray(0, MAGIC.length), MAGIC)) throw new StampError("not-an-account-file");
  if (bytes.length < HEADER_LENGTH) throw new StampError("account-file-damaged");
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint16(VERSION_OFFSET);
  if (version > VERSION) throw new StampError("account-file-newer", { version });
  if (!equalBytes(bytes.subarray(VERSION_OFFSET, SALT_OFFSET), parameters())) throw new StampError("account-file-damaged");
}

/** Throws like checkHeader, and `account-file-wrong-passphrase`, also for a head that was changed behind the parameters. */
export async function openHeader(header: Uint8Array, passphrase: string): Promise<ContentKey> {
  checkHeader(header);
  const wrappingKey = await keyFromPassphrase(passphrase, header.subarray(SALT_OFFSET, WRAPPED_OFFSET));
  const key = unwrapKey(wrappingKey, header.subarray(WRAPPED_OFFSET, HEADER_LENGTH), header.subarray(0, WRAPPED_OFFSET));
  wipe(wrappingKey);
  if (key === undefined) throw new StampError("account-file-wrong-passphrase");
  return { header, key };
}
