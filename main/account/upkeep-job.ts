// Work on an account's files that takes seconds and reads all of them: checking them, backing up, repairing. Runs in a thread of
// its own (upkeep-worker.ts), as SQLite would hold the main thread meanwhile; tests run it where they are.
import type { RepairReport } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { isAccountFileWhole, type FileAccess } from "./account-folder";
import { keepBackup, type BackupSource } from "./backups";
import { repairAccount } from "./repair";

interface JobBase extends FileAccess {
  /** The account's. */
  readonly folder: string;
  readonly at: Millis;
}

/** `source` must not change meanwhile; the account of a check or a repair is closed. */
export type UpkeepJob = JobBase & ({ readonly type: "back-up"; readonly source: BackupSource } | { readonly type: "check" | "repair" });

/** What the job tells at its end: of a repair the report. */
export type RunUpkeepJob = (job: UpkeepJob, progress: (fraction: number) => void) => Promise<RepairReport | undefined>;

/** Throws StampError as keepBackup and repairAccount do, and `database-damaged` for a file that a check does not find whole. */
export function runUpkeepJob(job: UpkeepJob, progress: (fraction: number) => void): RepairReport | undefined {
  const { folder, at, key, nativeBinding } = job;
  switch (job.type) {
    case "check":
      if (!isAccountFileWhole(folder, { key, nativeBinding })) throw new StampError("database-damaged");
      return undefined;
    case "back-up":
      keepBackup(folder, job.source, at, { key, nativeBinding });
      return undefined;
    case "repair":
      return repairAccount({ folder, at, key, nativeBinding, progress });
  }
}
