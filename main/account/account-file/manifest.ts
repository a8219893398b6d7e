// What an account file says before the database (docs/account-file.md): a length in four bytes and so much JSON, with the
// key of the database that follows. It fits into the first chunk, so that whose file it is can be told at once.
import * as z from "zod/mini";
import { StampError } from "../../../shared/errors";
import type { Address, Millis } from "../../../shared/ids";
import { concatBytes } from "../../crypto/bytes";
import { fromBase64, toBase64 } from "../../crypto/base64";
import { canonicalAddress } from "../../protocol/address";

export interface Manifest {
  readonly address: Address;
  readonly savedAt: Millis;
  /** 32 bytes. */
  readonly databaseKey: Uint8Array;
}

const LENGTH_BYTES = 4;
const LONGEST = 4096;
/** Latest time that a Date can be. */
const LATEST: Millis = 8.64e15;

const schema = z.object({
  address: z.string().check(z.maxLength(320)),
  savedAt: z.int().check(z.minimum(0), z.maximum(LATEST)),
  databaseKey: z.string().check(z.maxLength(64)),
});

export function writeManifest({ address, savedAt, databaseKey }: Manifest): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ address, savedAt, databaseKey: toBase64(databaseKey) }));
  const length = new DataView(new ArrayBuffer(LENGTH_BYTES));
  length.setUint32(0, json.length);
  return concatBytes(new Uint8Array(length.buffer), json);
}

/** From the first chunk: the manifest, and where the database begins. Throws StampError `account-file-damaged`. */
export function readManifest(chunk: Uint8Array): { readonly manifest: Manifest; readonly end: number } {
  try {
    const length = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength).getUint32(0);
    const end = LENGTH_BYTES + length;
    if (length > LONGEST || end > chunk.length) throw new RangeError("the manifest is too long");
    const json = new TextDecoder("utf-8", { fatal: true }).decode(chunk.subarray(LENGTH_BYTES, end));
    const { address, savedAt, databaseKey: key } = schema.parse(JSON.parse(json));
    const databaseKey = fromBase64(key);
    if (databaseKey?.length !== 32) throw new RangeError("a database key has 32 bytes");
    return { manifest: { address: canonicalAddress(address), savedAt, databaseKey }, end };
  } catch (cause) {
    throw new StampError("account-file-damaged", {}, { cause });
  }
}
