// Daily copies of an account's file (spec 2.5): the encrypted bytes as they are, so the keys of the account open them. A
// copy is checked whole before it counts, and only then the oldest goes: a disk that fails leaves the earlier ones.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import type { FrozenFile } from "../db/frozen-file";
import { asStoreError, closeDatabase, openUnchecked } from "../db/open";
import { checkFile } from "../db/search-damage";
import { renameFolder, syncFile } from "../platform/atomic-file";
import { copyOpenFile } from "../platform/copy-bytes";
import type { FileAccess } from "./account-folder";
import { removeWithLog } from "./damaged-files";
import { assertRoom } from "./disk-room";

const KEPT = 3;
const NAME = /^stamp-(\d{13,16})\.db$/;

/** Also holds a copy of the keyring. */
export const backupFolder = (account: string) => join(account, "backups");

export interface Backup {
  readonly at: Millis;
  readonly file: string;
}

export type BackupSource = Pick<FrozenFile, "descriptor" | "size">;

/** The newest first. */
export function listBackups(account: string): readonly Backup[] {
  const folder = backupFolder(account);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const at = NAME.exec(name)?.[1];
      return at === undefined ? [] : [{ at: Number(at), file: join(folder, name) }];
    })
    .sort((a, b) => b.at - a.at);
}

/**
 * Keeps `source`, which nobody writes into meanwhile (see freezeFile), as the backup of the time `at`. Takes seconds for a
 * large file. Throws StampError `disk-full`, `database-damaged`, `database-unreadable`.
 */
export function keepBackup(account: string, source: BackupSource, at: Millis, access: FileAccess): void {
  const folder = backupFolder(account);
  const unfinished = join(folder, "unfinished.db");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeWithLog(unfinished);
    assertRoom(folder, source.size);
    copyOpenFile(source.descriptor, source.size, unfinished);
    assertWhole(unfinished, access);
    syncFile(unfinished);
    putFutureBehind(account, at);
    renameFolder(unfinished, join(folder, `stamp-${String(at)}.db`));
    for (const { file: old } of listBackups(account).slice(KEPT)) rmSync(old, { force: true });
  } catch (error) {
    removeWithLog(unfinished);
    throw asStoreError(error);
  }
}

/** Backups of a clock that went ahead would be the newest for good. */
function putFutureBehind(account: string, now: Millis): void {
  const future = listBackups(account).filter(({ at }) => at >= now);
  future.forEach(({ file }, index) => { renameSync(file, join(backupFolder(account), `stamp-${String(now - 1 - index)}.db`)); });
}

function assertWhole(file: string, access: FileAccess): void {
  const copy = openUnchecked({ file, ...access });
  try {
    if (checkFile(copy) === "damaged") throw new StampError("database-damaged");
  } finally {
    closeDatabase(copy);
  }
}
