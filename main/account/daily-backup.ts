// Once a day while the account is open, its file is copied and checked (spec 2.5). The account goes on meanwhile: the
// file is frozen, and what is written waits in the log. Not right at the start, when the window and the backlog need the
// disk, and an hour later when it did not work.
import type { BackupState } from "../../shared/app-state";
import { StampError, type ErrorCode } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { freezeFile } from "../db/frozen-file";
import { asStoreError, type Database } from "../db/open";
import type { Clock } from "../messaging/ports";
import { errorFacts, type Log } from "../platform/log";
import type { FileAccess } from "./account-folder";
import { backupFolder, listBackups } from "./backups";
import { copyKeyring } from "./keyring-file";
import type { RunUpkeepJob } from "./upkeep-job";

const DAY: Millis = 24 * 3600 * 1000;
const AFTER_START: Millis = 30_000;
const AFTER_FAILURE: Millis = 3600 * 1000;

export interface DailyBackup {
  state(): BackupState;
  /** Makes one now. Rejects with what the file or its disk says. */
  now(): Promise<BackupState>;
  /** Resolves when none is being made. */
  stop(): Promise<void>;
}

export interface DailyBackupOptions extends FileAccess {
  /** The account's. */
  readonly folder: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly run: RunUpkeepJob;
}

export function startDailyBackup(options: DailyBackupOptions): DailyBackup {
  const { folder, database, key, nativeBinding, clock, log, run } = options;
  let problem: ErrorCode | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  let cancel = clock.after(AFTER_START, whenDue);

  function whenDue(): void {
    const last = listBackups(folder)[0]?.at ?? 0;
    const age = clock.now() - last;
    // A backup of the future is one of a clock that was set back.
    if (age >= 0 && age < DAY) plan(DAY - age);
    else void make().catch(() => undefined);
  }

  function plan(delay: Millis): void {
    cancel();
    if (!stopped) cancel = clock.after(delay, whenDue);
  }

  /** One at a time: who asks during one gets that. */
  function make(): Promise<void> {
    running ??= copy().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function copy(): Promise<void> {
    try {
      const frozen = await freezeFile(database, { key, nativeBinding });
      const { descriptor, size } = frozen;
      try {
        // Here, where the keyring is also changed: the thread would copy one that is changed meanwhile over the new one's copy.
        copyKeyring(folder, backupFolder(folder));
        await run({ type: "back-up", folder, source: { descriptor, size }, at: clock.now(), key, nativeBinding }, () => undefined);
      } finally {
        frozen.release();
      }
      problem = undefined;
      plan(DAY);
    } catch (error) {
      const failure = asStoreError(error);
      problem = failure instanceof StampError ? failure.code : "internal";
      log("warn", "backup-failed", { ...errorFacts(error), problem });
      plan(AFTER_FAILURE);
      throw failure;
    }
  }

  const state = (): BackupState => {
    const last = listBackups(folder)[0]?.at;
    return { ...(last === undefined ? {} : { last }), ...(problem === undefined ? {} : { problem }) };
  };
  return {
    state,
    async now() {
      await make();
      return state();
    },
    async stop() {
      stopped = true;
      cancel();
      await running?.catch(() => undefined);
    },
  };
}
