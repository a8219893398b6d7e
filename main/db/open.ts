// Opens the account's encrypted file (spec 2.1): SQLCipher 4 format, raw 32-byte key, WAL with full syncs.
// Whatever is wrong with the file ends in a StampError that names it; nothing is ever deleted or overwritten here.
import { closeSync, openSync, statSync } from "node:fs";
import BetterSqlite3, { type Database as SqliteDatabase } from "better-sqlite3-multiple-ciphers";
import { StampError, type StoreErrorCode } from "../../shared/errors";
import { isLogDamaged } from "./log-check";
import { migrate, refuseNewer } from "./migrate";
import { checkFile, healIndex } from "./search-damage";
import { addSearchFunctions } from "./search-functions";

export type Database = SqliteDatabase;

export interface OpenOptions {
  readonly file: string;
  /** 32 random bytes. */
  readonly key: Uint8Array;
  /** Path of a driver built for this runtime; the packaged one is used without it. */
  readonly nativeBinding?: string | undefined;
  /** `checkFile` found it whole a moment ago: it is not looked through again, which takes a second for a long history. */
  readonly isWhole?: boolean;
}

/**
 * Opens or creates the file and brings it to the newest schema.
 * Throws StampError `database-wrong-key` (also for a file that is no database), `database-damaged`,
 * `database-locked`, `database-newer`, `database-unreadable`, `disk-full`.
 */
export function openDatabase({ file, key, nativeBinding, isWhole = false }: OpenOptions): Database {
  if (key.length !== 32) throw new StampError("database-wrong-key");
  let db: Database | undefined;
  try {
    // SQLite takes an empty file for a new one and drops the log beside it; ours are never empty.
    if (sizeOf(file) === 0 || isLogDamaged(file)) throw new StampError("database-damaged");
    db = new BetterSqlite3(file, { timeout: 2000, ...(nativeBinding === undefined ? {} : { nativeBinding }) });
    setKey(db, key);
    addSearchFunctions(db);
    // A wrong key shows only when the first page is read.
    db.prepare("SELECT count(*) FROM sqlite_schema").get();
    refuseNewer(db);
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    if (db.pragma("synchronous", { simple: true }) !== 2) throw new StampError("database-unreadable");
    const state = isWhole ? "whole" : checkFile(db);
    if (state === "damaged" || (state === "index-damaged" && !healIndex(db))) throw new StampError("database-damaged");
    migrate(db);
    return db;
  } catch (error) {
    if (db !== undefined) closeUntouched(db, { file, key, nativeBinding });
    // The driver says so, without a code, when the folder is not there.
    throw error instanceof TypeError ? new StampError("database-unreadable", {}, { cause: error }) : asStoreError(error);
  }
}

/** The last one to close moves the log into the file and removes it; a reader cannot, and is the last one here. */
function closeUntouched(db: Database, options: OpenOptions): void {
  let reader: Database | undefined;
  try {
    if ((sizeOf(`${options.file}-wal`) ?? 0) > 0) reader = openReader(options);
    reader?.prepare("SELECT count(*) FROM sqlite_schema").get();
  } catch {
    // Then `db` could not read it either, and touches nothing.
  } finally {
    db.close();
    reader?.close();
  }
}

/** A second connection to a file that is open already, for reading. Throws what the driver says. */
export function openReader({ file, key, nativeBinding }: OpenOptions): Database {
  const binding = nativeBinding === undefined ? {} : { nativeBinding };
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true, timeout: 0, ...binding });
  setKey(db, key);
  return db;
}

/**
 * A file that may be damaged, without a look at it; whoever reads gets what the driver says. For copies only: closing
 * moves the log into the file.
 */
export function openUnchecked({ file, key, nativeBinding }: OpenOptions): Database {
  const db = new BetterSqlite3(file, { fileMustExist: true, timeout: 0, ...(nativeBinding === undefined ? {} : { nativeBinding }) });
  setKey(db, key);
  return db;
}

function setKey(db: Database, key: Uint8Array): void {
  db.pragma("cipher = 'sqlcipher'");
  db.pragma("legacy = 4");
  const raw = rawKey(key);
  db.key(raw);
  raw.fill(0);
  // Temporary files of SQLite are not encrypted.
  db.pragma("temp_store = MEMORY");
}

/** How an open file waits for the disk, read back from SQLite: 2 and `wal` in all that `openDatabase` has opened. */
export function readDurability(db: Database): { readonly synchronous: number; readonly journal: string } {
  return {
    synchronous: Number(db.pragma("synchronous", { simple: true })),
    journal: String(db.pragma("journal_mode", { simple: true })),
  };
}

const descriptors = new WeakMap<Database, number>();

/**
 * For reading the bytes of an open file, in any thread. Stays open until the database is closed: on POSIX systems closing
 * any descriptor of a file gives up all locks that the process has on it, those of SQLite too.
 */
export function descriptorOf(db: Database): number {
  const descriptor = descriptors.get(db) ?? openSync(db.name, "r");
  descriptors.set(db, descriptor);
  return descriptor;
}

/** Moves the write-ahead log into the file, lets `tidied` know, and closes it, which removes the log. */
export function closeDatabase(db: Database, tidied?: () => void): void {
  if (!db.open) return;
  try {
    db.pragma("wal_checkpoint(TRUNCATE)");
    tidied?.();
  } finally {
    db.close();
    const descriptor = descriptors.get(db);
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size;

/**
 * The driver's words for a key that is none of a passphrase: x'HEX' in ASCII. Bytes and no string, as in `PRAGMA key`:
 * nobody can wipe a string, and it stays in memory after the account was locked.
 */
function rawKey(key: Uint8Array): Buffer {
  const raw = Buffer.alloc(key.length * 2 + 3);
  raw.write("x'");
  key.forEach((byte, index) => {
    raw[2 * index + 2] = HEX_DIGITS.charCodeAt(byte >> 4);
    raw[2 * index + 3] = HEX_DIGITS.charCodeAt(byte & 15);
  });
  raw.write("'", raw.length - 1);
  return raw;
}

const HEX_DIGITS = "0123456789abcdef";

const STORE_ERROR_OF_CODE: Readonly<Record<string, StoreErrorCode>> = {
  SQLITE_NOTADB: "database-wrong-key",
  SQLITE_CORRUPT: "database-damaged",
  SQLITE_BUSY: "database-locked",
  SQLITE_LOCKED: "database-locked",
  SQLITE_FULL: "disk-full",
  SQLITE_CANTOPEN: "database-unreadable",
  SQLITE_READONLY: "database-unreadable",
  SQLITE_PERM: "database-unreadable",
  SQLITE_IOERR: "database-unreadable",
  // The disk cannot read a place of the file.
  SQLITE_IOERR_CORRUPTFS: "database-damaged",
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
};

/** The file or its disk failed, not the work that was tried. */
export function isStoreFailure(error: unknown): boolean {
  return !(error instanceof StampError) && asStoreError(error) instanceof StampError;
}

/**
 * Maps errors of the driver and of the operating system to ours, by their primary code (`SQLITE_IOERR_WRITE` →
 * `SQLITE_IOERR`); whatever else it is comes back as it is.
 */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return error;
  // E…: the operating system does not even let us look at the file.
  const primary = /^(?:SQLITE_[A-Z]+|E[A-Z]+$)/.exec(error.code)?.[0] ?? "";
  const code = STORE_ERROR_OF_CODE[error.code] ?? STORE_ERROR_OF_CODE[primary] ?? (primary.startsWith("E") ? "database-unreadable" : undefined);
  return code === undefined ? error : new StampError(code, {}, { cause: error });
}
