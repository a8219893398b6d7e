// The files of a damaged history, kept (spec 2.5): a copy of all of them before the repair, which is never deleted by us,
// and working copies on which SQLite may do what it likes.
import { closeSync, copyFileSync, existsSync, linkSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, utimesSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Millis } from "../../shared/ids";
import { firstPageFor, PAGE_SIZE } from "../crypto/sqlcipher-page";
import { renameFolder, syncFile } from "../platform/atomic-file";
import { copyReadable } from "../platform/copy-bytes";
import { databaseFile } from "./account-folder";

/** The file, its write-ahead log, the index of that. */
const ENDS = ["", "-wal", "-shm"] as const;

/** Bytes; 0 when it is not there. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Bytes of the file and its log. */
export function sizeOfHistory(account: string): number {
  const file = databaseFile(account);
  return sizeOf(file) + sizeOf(`${file}-wal`);
}

export const damagedFolder = (account: string) => join(account, "damaged");

/** Copies the files to `damaged/TIME` and returns that folder; a repair that is begun again takes the copy that is there. */
export function keepDamaged(account: string, at: Millis): string {
  const folder = damagedFolder(account);
  const newest = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")).sort().at(-1) : undefined;
  if (newest !== undefined && isCopy(account, join(folder, newest))) return join(folder, newest);
  const unfinished = join(folder, ".unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  copyHistory(account, databaseFile(unfinished));
  for (const end of ENDS) if (existsSync(`${databaseFile(unfinished)}${end}`)) syncFile(`${databaseFile(unfinished)}${end}`);
  const kept = join(folder, new Date(at).toISOString().replaceAll(/[:.]/g, "-"));
  renameFolder(unfinished, kept);
  return kept;
}

/** The log decides with the file: without it, or with another, SQLite reads another state. */
function isCopy(account: string, folder: string): boolean {
  return (["", "-wal"] as const).every((end) => {
    const [mine, kept] = [account, folder].map((place) => statSync(`${databaseFile(place)}${end}`, { throwIfNoEntry: false }));
    return mine?.size === kept?.size && (mine === undefined || kept === undefined || Math.abs(mine.mtimeMs - kept.mtimeMs) < 2000);
  });
}

function copyHistory(account: string, target: string): void {
  for (const end of ENDS) {
    const source = `${databaseFile(account)}${end}`;
    if (!existsSync(source)) continue;
    const { atime, mtime } = statSync(source);
    if (copyReadable(source, `${target}${end}`) > 0) keepOriginal(source, `${target}${end}.original`);
    utimesSync(`${target}${end}`, atime, mtime);
  }
}

/** A disk that cannot read it now may do so later, or somebody else may. */
function keepOriginal(source: string, name: string): void {
  try {
    linkSync(source, name);
  } catch {
    // A file system without second names: the copy has what could be read.
  }
}

/** A copy of the damaged files that is made when it is needed. */
export interface WorkingCopy {
  /** Nothing is left away: with the log, unless there was none. */
  readonly withLog: boolean;
  /** Returns the copy's file. */
  make(): string;
}

/**
 * Ways to read the damaged history in `damaged`, from the likeliest on: as it is; with its first page, where all tables
 * begin, saying how long the file is now; with the first page of a backup; and all of these without the log, which may be
 * another file's. Copies are made in `folder`.
 */
export function workingCopies(damaged: string, folder: string, key: Uint8Array, backup: string | undefined): readonly WorkingCopy[] {
  const source = databaseFile(damaged);
  const pages = Math.floor(sizeOf(source) / PAGE_SIZE);
  if (pages === 0) return [];
  const hasLog = sizeOf(`${source}-wal`) > 0;
  const others = [source, ...(backup === undefined ? [] : [backup])].flatMap((file) => firstPageFor(firstPageOf(file), key, pages) ?? []);
  return (hasLog ? [true, false] : [true]).flatMap((withLog) =>
    [undefined, ...others].map((page, index) => ({
      withLog,
      make(): string {
        const file = join(folder, `damaged-${withLog ? "" : "without-log-"}${String(index)}.db`);
        copyFileSync(source, file);
        if (withLog && hasLog) copyFileSync(`${source}-wal`, `${file}-wal`);
        if (page !== undefined) writeFirstPage(file, page);
        return file;
      },
    })),
  );
}

export function removeWithLog(file: string): void {
  for (const end of ENDS) rmSync(`${file}${end}`, { force: true });
}

function firstPageOf(file: string): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, page, 0, PAGE_SIZE, 0);
    return page;
  } finally {
    closeSync(descriptor);
  }
}

function writeFirstPage(file: string, page: Uint8Array): void {
  const descriptor = openSync(file, "r+");
  try {
    writeSync(descriptor, page, 0, page.length, 0);
  } finally {
    closeSync(descriptor);
  }
}
