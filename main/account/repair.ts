// The repair of a damaged history (spec 2.5, lesson 11): everything is copied aside, what reads is put into a new file,
// a backup fills what does not, and the new file takes the damaged one's place in one step. A crash before that step
// leaves the damaged file as it was; after it, the next opening finishes it.
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RepairReport } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { readPrivateKey } from "../db/account-repository";
import { isLogDamaged } from "../db/log-check";
import { asStoreError, closeDatabase, openDatabase, openUnchecked, type Database } from "../db/open";
import { rebuild, type Rebuilt } from "../db/rebuild";
import { tidyRebuilt } from "../db/rebuild-tidy";
import { writeRepairReport } from "../db/repair-report";
import { readableRows } from "../db/salvage";
import { renameFolder, syncFile } from "../platform/atomic-file";
import { databaseFile, isLogMissing, repairedFile, type FileAccess } from "./account-folder";
import { listBackups, type Backup } from "./backups";
import { keepDamaged, removeWithLog, sizeOf, sizeOfHistory, workingCopies } from "./damaged-files";
import { assertRoom } from "./disk-room";

export interface RepairOptions extends FileAccess {
  /** The account's. */
  readonly folder: string;
  readonly at: Millis;
  readonly progress: (fraction: number) => void;
}

/** Copies of a history that are there at the same time: kept, the best of those worked on, one more of these, new. */
const COPIES = 4;

/**
 * Replaces the file of a closed account by what can be had of it. Throws StampError `repair-impossible` when neither the
 * file nor a backup has the account's key, `disk-full`, `database-newer`, and what the disk says; the account's files are
 * then as they were.
 */
export function repairAccount(options: RepairOptions): RepairReport {
  const { folder } = options;
  const work = join(folder, "repair");
  try {
    rmSync(work, { recursive: true, force: true });
    const backups = listBackups(folder);
    assertRoom(folder, COPIES * sizeOfHistory(folder) + 2 * sizeOf(backups[0]?.file ?? ""));
    const keptIn = keepDamaged(folder, options.at);
    options.progress(0.1);
    mkdirSync(work, { mode: 0o700 });
    const report = rebuildIn(work, keptIn, backups, options);
    renameFolder(databaseFile(work), repairedFile(folder));
    rmSync(work, { recursive: true, force: true });
    return report;
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw asStoreError(error);
  }
}

function rebuildIn(work: string, keptIn: string, backups: readonly Backup[], options: RepairOptions): RepairReport {
  const { folder, key, nativeBinding, at, progress } = options;
  const access = { key, nativeBinding };
  const opened: Database[] = [];
  try {
    const backup = openNewestWhole(backups, work, access);
    if (backup !== undefined) opened.push(backup.db);
    const damaged = openBest(keptIn, work, access, backup?.file);
    if (damaged !== undefined) opened.push(damaged.db);
    progress(0.4);
    const target = openDatabase({ file: databaseFile(work), ...access });
    opened.push(target);
    chmodSync(target.name, 0o600);
    target.pragma("foreign_keys = OFF");
    const report = target.transaction((): RepairReport => {
      const rebuilt = rebuild(target, { damaged: damaged?.db, backup: backup?.db }, (part) => { progress(0.4 + 0.4 * part); });
      const mayMiss = rebuilt.messageHoles.length > 0 || damaged?.isComplete !== true || isLogMissing(folder);
      const { namelessContacts, removed } = tidyRebuilt(target, { textsMissing: mayMiss });
      const made = reportOf(at, rebuilt, { namelessContacts, removed, mayMiss, keptIn, backupAt: backup?.at });
      writeRepairReport(target, made);
      return made;
    })();
    if ((readPrivateKey(target)?.length ?? 0) === 0) throw new StampError("repair-impossible");
    closeDatabase(target);
    // Once more as at every opening: checked whole, with all rules on.
    closeDatabase(openDatabase({ file: databaseFile(work), ...access }));
    syncFile(databaseFile(work));
    progress(0.95);
    return report;
  } finally {
    for (const db of opened) db.close();
  }
}

interface Circumstances {
  readonly namelessContacts: number;
  readonly removed: number;
  readonly mayMiss: boolean;
  readonly keptIn: string;
  readonly backupAt: Millis | undefined;
}

function reportOf(at: Millis, rebuilt: Rebuilt, { namelessContacts, removed, mayMiss, keptIn, backupAt }: Circumstances): RepairReport {
  const { messagesFromDamaged: saved, messagesFromBackup: fromBackup, leftOut } = rebuilt;
  return {
    at,
    saved,
    fromBackup,
    ...(backupAt === undefined ? {} : { backupAt }),
    leftOut: leftOut + removed,
    namelessContacts,
    mayMiss,
    keptIn,
  };
}

/** A copy of the newest backup that is whole, brought to our schema. */
function openNewestWhole(backups: readonly Backup[], work: string, access: FileAccess): (Backup & { readonly db: Database }) | undefined {
  for (const backup of backups) {
    const copy = join(work, `backup-${String(backup.at)}.db`);
    try {
      copyFileSync(backup.file, copy);
      return { ...backup, db: openDatabase({ file: copy, ...access }) };
    } catch (error) {
      rmSync(copy, { force: true });
      const problem = asStoreError(error);
      const isUnusable = problem instanceof StampError && problem.code !== "disk-full";
      if (!isUnusable) throw problem;
    }
  }
  return undefined;
}

/** The working copy of which most can be read, open; `isComplete`: no page of it and nothing of its log is missing. */
function openBest(
  keptIn: string,
  work: string,
  access: FileAccess,
  backup: string | undefined,
): { readonly db: Database; readonly isComplete: boolean } | undefined {
  let best: { readonly file: string; readonly withLog: boolean; readonly rows: number; readonly whole: boolean } | undefined;
  for (const { withLog, make } of workingCopies(keptIn, work, access.key, backup)) {
    // Another first page helps where nothing could be read, and nowhere else.
    if (best?.whole === true || best?.withLog === withLog) continue;
    const file = make();
    const { rows, whole } = look(file, access);
    if (rows <= (best?.rows ?? 0)) {
      removeWithLog(file);
      continue;
    }
    if (best !== undefined) removeWithLog(best.file);
    best = { file, withLog, rows, whole };
  }
  if (best === undefined) return undefined;
  const isComplete = best.whole && best.withLog && !isLogDamaged(databaseFile(keptIn));
  return { db: openUnchecked({ file: best.file, ...access }), isComplete };
}

function look(file: string, access: FileAccess): { readonly rows: number; readonly whole: boolean } {
  const db = openUnchecked({ file, ...access });
  try {
    return readableRows(db);
  } finally {
    db.close();
  }
}
