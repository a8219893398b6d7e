// The folder of an account is complete or not there at all: it is made under another name and gets its own by one
// rename, and it loses it by one rename before its files are deleted. So a crash at any moment leaves an account that
// opens or a fresh start, never something in between (spec 2.1, 2.5).
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { StampError } from "../../shared/errors";
import { isLogDamaged } from "../db/log-check";
import { closeDatabase, openDatabase, openReader, type Database } from "../db/open";
import { checkFile } from "../db/search-damage";
import { renameFolder, syncFolder } from "../platform/atomic-file";
import { errorFacts, type Log } from "../platform/log";

export const databaseFile = (folder: string) => join(folder, "stamp.db");
/** There while the file is open, and after a crash. */
const openMark = (folder: string) => join(folder, "open");
const signedOutMark = (folder: string) => join(folder, "signed-out");
const unfinished = (folder: string) => `${folder}.new`;
const removed = (folder: string) => `${folder}.removed`;

/** Something of an account is there; whether it can be used shows when it is opened. */
export function accountExists(folder: string): boolean {
  return existsSync(folder);
}

/**
 * Makes the parts of a new account under another name; `write` fills that folder. What an earlier, unfinished
 * attempt left is dropped: nobody ever used it. Nothing is left when `write` fails.
 */
export async function prepareAccount<T>(folder: string, write: (unfinishedFolder: string) => Promise<T>): Promise<T> {
  const target = unfinished(folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true, mode: 0o700 });
  try {
    return await write(target);
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw error;
  }
}

/** From here on the prepared account exists. */
export function finishAccount(folder: string): void {
  renameFolder(unfinished(folder), folder);
}

/** Deletes the account's files; what a crash leaves of them goes at the next start. */
export function deleteAccount(folder: string): void {
  rmSync(removed(folder), { recursive: true, force: true });
  renameFolder(folder, removed(folder));
  rmSync(removed(folder), { recursive: true, force: true });
}

/** At start: drops what never became an account, or stopped being one. */
export function dropLeftovers(folder: string): void {
  rmSync(unfinished(folder), { recursive: true, force: true });
  rmSync(removed(folder), { recursive: true, force: true });
}

/** A file that a repair made; it takes the damaged one's place at the next opening, if not at once (spec 2.5). */
export const repairedFile = (folder: string) => `${databaseFile(folder)}.repaired`;

/** The damaged file's log must be gone before, or SQLite would put it into the new one; so this may be begun again. */
function finishRepair(folder: string): void {
  if (!existsSync(repairedFile(folder))) return;
  for (const end of ["-wal", "-shm"]) rmSync(`${databaseFile(folder)}${end}`, { force: true });
  rmSync(openMark(folder), { force: true });
  syncFolder(folder);
  renameFolder(repairedFile(folder), databaseFile(folder));
}

/** The file was not closed, what was written last is in its write-ahead log, and that is gone. */
export function isLogMissing(folder: string): boolean {
  return existsSync(openMark(folder)) && !existsSync(`${databaseFile(folder)}-wal`);
}

export interface FileAccess {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** Driver built for this runtime; see openDatabase. */
  readonly nativeBinding: string | undefined;
}

/**
 * Opens the file of an account that exists; `isWhole`: isAccountFileWhole has just said so. Throws like openDatabase, and
 * `database-missing`.
 */
export function openAccountFile(folder: string, { key, nativeBinding }: FileAccess, { isWhole = false } = {}): Database {
  const file = databaseFile(folder);
  finishRepair(folder);
  // SQLite would make an empty one, and the account would look as if it had never been.
  if (!existsSync(file)) throw new StampError("database-missing");
  // SQLite would go on without it and say nothing.
  if (isLogMissing(folder)) throw new StampError("database-damaged");
  rmSync(openMark(folder), { force: true });
  const db = openDatabase({ file, key, nativeBinding, isWhole });
  try {
    // The mark says that there is a log: not before that is on the disk, not after it is gone.
    syncFolder(folder);
    writeFileSync(openMark(folder), "", { mode: 0o600 });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Looks through the file of a closed account and changes nothing in it; an empty log may stay beside it. False or an error say only that whoever opens it must
 * look: there what is wrong gets its name.
 */
export function isAccountFileWhole(folder: string, { key, nativeBinding }: FileAccess): boolean {
  const file = databaseFile(folder);
  if (existsSync(repairedFile(folder)) || isLogMissing(folder) || isLogDamaged(file)) return false;
  const db = openReader({ file, key, nativeBinding });
  try {
    return checkFile(db) === "whole";
  } finally {
    db.close();
  }
}

/** Never throws: a disk that does not take the write-ahead log now leaves it beside the file, for the next opening. */
export function closeAccountFile(db: Database, log: Log): void {
  const mark = openMark(dirname(db.name));
  try {
    closeDatabase(db, () => {
      rmSync(mark, { force: true });
      syncFolder(dirname(mark));
    });
  } catch (error) {
    log("warn", "account-file-not-tidied", errorFacts(error));
  }
  if (!existsSync(`${db.name}-wal`)) rmSync(mark, { force: true });
}

/** Makes the file of a new account, lets `fill` write into it and closes it. */
export function createAccountFile(folder: string, access: FileAccess, fill: (db: Database) => void): void {
  const file = databaseFile(folder);
  const db = openDatabase({ file, ...access });
  try {
    // SQLite makes it readable by others; the files it will put beside it get the same mode.
    chmodSync(file, 0o600);
    fill(db);
  } finally {
    closeDatabase(db);
  }
}

/** Who signed out stays signed out over a restart, although the key store could open the account. */
export function isSignedOut(folder: string): boolean {
  return existsSync(signedOutMark(folder));
}

export function setSignedOut(folder: string, signedOut: boolean): void {
  if (signedOut) writeFileSync(signedOutMark(folder), "", { mode: 0o600 });
  else rmSync(signedOutMark(folder), { force: true });
}

/** The account gets closed in any case; on a disk that refuses only a restart would forget why. */
export function rememberLock(folder: string, log: Log): void {
  try {
    setSignedOut(folder, true);
  } catch (error) {
    log("warn", "lock-not-remembered", errorFacts(error));
  }
}
