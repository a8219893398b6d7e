// The body of an account file (docs/account-file.md): chunks under AES-256-GCM in the STREAM construction of Hoang,
// Reyhanitabar, Rogaway and Vizár. The nonce counts the chunks and marks the last one, and the head is authenticated
// with each; so chunks that were changed, swapped, left out, cut off or added do not open.
import { StampError } from "../../../shared/errors";
import { decryptGcm, encryptGcm, GCM_TAG_LENGTH } from "../../crypto/aes";
import type { ContentKey } from "./header";
import { CHUNK_LENGTH, HEADER_LENGTH } from "./header";

const SEALED_CHUNK_LENGTH = CHUNK_LENGTH + GCM_TAG_LENGTH;

/** Bytes that can be read at any place: an open file, or in tests what lies in memory. */
export interface ByteSource {
  readonly size: number;
  /** `length` bytes from `position` on, all of them. */
  read(position: number, length: number): Promise<Uint8Array>;
}

interface Chunk {
  readonly index: number;
  readonly isLast: boolean;
  readonly bytes: Uint8Array;
}

/** Sealed chunks of `content`, which is not empty. Holds two chunks in memory. */
export async function* sealChunks(content: ByteSource, { header, key }: ContentKey): AsyncGenerator<Uint8Array> {
  for await (const { index, isLast, bytes } of chunksOf(content, 0, CHUNK_LENGTH)) {
    yield encryptGcm(key, nonceOf(index, isLast), bytes, header);
  }
}

/** What sealChunks was given, from the whole file. Throws StampError `account-file-damaged`. */
export async function* openChunks(file: ByteSource, { header, key }: ContentKey): AsyncGenerator<Uint8Array> {
  if (file.size <= HEADER_LENGTH + GCM_TAG_LENGTH) throw new StampError("account-file-damaged");
  for await (const { index, isLast, bytes } of chunksOf(file, HEADER_LENGTH, SEALED_CHUNK_LENGTH)) {
    const opened = decryptGcm(key, nonceOf(index, isLast), bytes, header);
    if (opened === undefined) throw new StampError("account-file-damaged");
    yield opened;
  }
}

async function* chunksOf(source: ByteSource, start: number, length: number): AsyncGenerator<Chunk> {
  const count = Math.ceil((source.size - start) / length);
  for (let index = 0; index < count; index += 1) {
    const position = start + index * length;
    const bytes = await source.read(position, Math.min(length, source.size - position));
    yield { index, isLast: index === count - 1, bytes };
  }
}

/** 7 bytes 0, the number of the chunk in 4 bytes, 1 for the last one and 0 for the others. */
function nonceOf(index: number, isLast: boolean): Uint8Array {
  const nonce = new DataView(new ArrayBuffer(12));
  nonce.setUint32(7, index);
  nonce.setUint8(11, isLast ? 1 : 0);
  return new Uint8Array(nonce.buffer);
}
