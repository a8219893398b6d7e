// Daily copies of an account's file (spec 2.5): the encrypted bytes as they are, so the keys of the account open them. A
// copy is checked whole before it counts, and only then the oldest goes: a disk that fails leaves the earlier ones.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { asStoreError, closeDatabase, openUnchecked } from "../db/open";
import { renameFolder, syncFile, writeFileAtomically } from "../platform/atomic-file";
import type { FileAccess } from "./account-folder";
import { removeWithLog } from "./damaged-files";
import { assertRoom } from "./disk-room";
import { keyringFile } from "./keyring-file";

const KEPT = 3;
const NAME = /^stamp-(\d{13,16})\.db$/;

/** Also holds a copy of the keyring. */
export const backupFolder = (account: string) => join(account, "backups");

export interface Backup {
  readonly at: Millis;
  readonly file: string;
}

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
 * Keeps `file`, which nobody writes into meanwhile (see freezeFile), as the backup of the time `at`. Takes seconds for a
 * large file. Throws StampError `disk-full`, `database-damaged`, `database-unreadable`.
 */
export function keepBackup(account: string, file: string, at: Millis, access: FileAccess): void {
  const folder = backupFolder(account);
  const unfinished = join(folder, "unfinished.db");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeWithLog(unfinished);
    assertRoom(folder, statSync(file).size);
    copyFileSync(file, unfinished);
    chmodSync(unfinished, 0o600);
    assertWhole(unfinished, access);
    syncFile(unfinished);
    if (existsSync(keyringFile(account))) writeFileAtomically(keyringFile(folder), readFileSync(keyringFile(account), "utf8"));
    renameFolder(unfinished, join(folder, `stamp-${String(at)}.db`));
    for (const { file: old } of listBackups(account).slice(KEPT)) rmSync(old, { force: true });
  } catch (error) {
    removeWithLog(unfinished);
    throw asStoreError(error);
  }
}

function assertWhole(file: string, access: FileAccess): void {
  const copy = openUnchecked({ file, ...access });
  try {
    if (copy.pragma("quick_check(1)", { simple: true }) !== "ok") throw new StampError("database-damaged");
  } finally {
    closeDatabase(copy);
  }
}
