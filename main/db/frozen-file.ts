// Keeps the encrypted file as it is now while the account goes on (spec 2.1): everything committed is moved into it, and
// a reader that sees it without its write-ahead log is held open, which keeps SQLite from moving anything more there. So
// it can be copied byte by byte, at any speed, as one consistent database; what is written meanwhile waits in the log.
import { statSync } from "node:fs";
import { StampError } from "../../shared/errors";
import { asStoreError, openReader, type Database } from "./open";

export interface FrozenFile {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Lets SQLite write into it again. */
  release(): void;
}

export interface FreezeOptions {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
}

/** Throws StampError `database-locked` while somebody else reads the file, and what the file says. */
export function freezeFile(db: Database, { key, nativeBinding }: FreezeOptions): FrozenFile {
  const file = db.name;
  let reader: Database | undefined;
  try {
    // Between these lines nothing else of ours runs, so the reader finds a log that is in the file already.
    const [state] = db.pragma("wal_checkpoint(PASSIVE)") as readonly { readonly log: number; readonly checkpointed: number }[];
    if (state === undefined || state.log !== state.checkpointed) throw new StampError("database-locked");
    reader = openReader({ file, key, nativeBinding });
    reader.exec("BEGIN");
    reader.prepare("SELECT count(*) FROM sqlite_schema").get();
    const held = reader;
    return {
      file,
      size: statSync(file).size,
      release() {
        held.close();
      },
    };
  } catch (error) {
    reader?.close();
    throw asStoreError(error);
  }
}
