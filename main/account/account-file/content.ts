// What an account file holds, sealed and opened (docs/account-file.md): the manifest, then the encrypted database byte by
// byte. Only one chunk is in memory at a time, however large the database is.
import { StampError } from "../../../shared/errors";
import { openChunks, sealChunks, type ByteSource } from "./chunks";
import type { ContentKey } from "./header";
import { readManifest, writeManifest, type Manifest } from "./manifest";

export interface SealOptions {
  readonly manifest: Manifest;
  readonly database: ByteSource;
  readonly contentKey: ContentKey;
  /** Bytes of the database that were read so far. */
  readonly progress: (done: number) => void;
}

/** The whole file, head and body. */
export async function* sealAccountFile({ manifest, database, contentKey, progress }: SealOptions): AsyncGenerator<Uint8Array> {
  const prefix = writeManifest(manifest);
  yield contentKey.header;
  const content: ByteSource = {
    size: prefix.length + database.size,
    async read(position, length) {
      const start = position - prefix.length;
      if (start >= 0) return database.read(start, length);
      const bytes = new Uint8Array(length);
      bytes.set(prefix);
      bytes.set(await database.read(0, length - prefix.length), prefix.length);
      return bytes;
    },
  };
  let done = 0;
  for await (const chunk of sealChunks(content, contentKey)) {
    yield chunk;
    done += chunk.length;
    progress(Math.min(done, database.size));
  }
  progress(database.size);
}

/** Whose account it is; reads the first chunk only. Throws StampError `account-file-damaged`. */
export async function manifestOf(file: ByteSource, contentKey: ContentKey): Promise<Manifest> {
  for await (const chunk of openChunks(file, contentKey)) return readManifest(chunk).manifest;
  throw new StampError("account-file-damaged");
}

/**
 * The database, piece by piece. That it is whole is known only after the last one: until then nothing of it may be used.
 * Throws StampError `account-file-damaged`.
 */
export async function* databaseOf(file: ByteSource, contentKey: ContentKey): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of openChunks(file, contentKey)) {
    yield isFirst ? chunk.subarray(readManifest(chunk).end) : chunk;
    isFirst = false;
  }
}
