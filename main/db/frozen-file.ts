// Keeps the encrypted file as it is now while the account goes on (spec 2.1): everything committed is moved into it, and
// a reader that sees it without its write-ahead log is held open, which keeps SQLite from moving anything more there. So
// it can be copied byte by byte, at any speed, as one consistent database; what is written meanwhile waits in the log.
import { fstatSync } from "node:fs";
import { StampError } from "../../shared/errors";
import { asStoreError, descriptorOf, openReader, type Database } from "./open";

export interface FrozenFile {
  /** To read from; not to be closed (see descriptorOf). */
  readonly descriptor: number;
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

/** Of each open file the last that froze it, or waits for that. */
const turns = new WeakMap<Database, Promise<void>>();

/**
 * When nobody else freezes the file any more: a second state of it cannot be kept. Rejects with StampError
 * `database-locked` while somebody else reads the file, and with what the file says.
 */
export async function freezeFile(db: Database, options: FreezeOptions): Promise<FrozenFile> {
  const before = turns.get(db);
  let end = (): void => undefined;
  turns.set(db, new Promise((resolve) => { end = resolve; }));
  await before;
  try {
    const reader = holdReader(db, options);
    const descriptor = descriptorOf(db);
    return {
      descriptor,
      size: fstatSync(descriptor).size,
      release() {
        reader.close();
        end();
      },
    };
  } catch (error) {
    end();
    throw asStoreError(error);
  }
}

function holdReader(db: Database, { key, nativeBinding }: FreezeOptions): Database {
  // Between these lines nothing else of ours runs, so the reader finds a log that is in the file already.
  const [state] = db.pragma("wal_checkpoint(PASSIVE)") as readonly { readonly log: number; readonly checkpointed: number }[];
  if (state === undefined || state.log !== state.checkpointed) throw new StampError("database-locked");
  const reader = openReader({ file: db.name, key, nativeBinding });
  try {
    reader.exec("BEGIN");
    reader.prepare("SELECT count(*) FROM sqlite_schema").get();
    return reader;
  } catch (error) {
    reader.close();
    throw error;
  }
}
