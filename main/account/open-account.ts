// An account from the moment its key is known until it is closed: the file, the session on it, its part of "Try it here"
// and the daily backup, started and stopped in an order in which nothing is lost.
import { readAccount } from "../db/account-repository";
import { asStoreError, type Database } from "../db/open";
import type { Clock } from "../messaging/ports";
import { errorFacts, type Log } from "../platform/log";
import { closeAccountFile, openAccountFile, setSignedOut } from "./account-folder";
import type { AccountSession, OpenSession } from "./account-session";
import { startDailyBackup, type DailyBackup } from "./daily-backup";
import { findTryServer, followTryServer } from "./follow-try-server";
import type { TryHere } from "./try-here";
import type { RunUpkeepJob } from "./upkeep-job";

export interface OpenAccountOptions<Session extends AccountSession> {
  /** Folder of the profile's account. */
  readonly folder: string;
  readonly openSession: OpenSession<Session>;
  readonly tryHere: TryHere;
  readonly clock: Clock;
  readonly runUpkeep: RunUpkeepJob;
  readonly nativeBinding: string | undefined;
  readonly log: Log;
}

export interface OpenAccount<Session> {
  readonly session: Session;
  /** 32 bytes: the file's. */
  readonly key: Uint8Array;
  readonly backup: DailyBackup;
  /** Never rejects: whatever the session says, the file gets closed. */
  close(): Promise<void>;
}

/** Opens the account and starts its session. Throws what the file says as StampError, with everything closed again. */
export async function openAccount<Session extends AccountSession>(
  options: OpenAccountOptions<Session>,
  key: Uint8Array,
  takeOver: boolean,
): Promise<OpenAccount<Session>> {
  const { folder, nativeBinding, openSession, tryHere, log } = options;
  let database: Database | undefined;
  let account: OpenAccount<Session> | undefined;
  try {
    database = openAccountFile(folder, { key, nativeBinding }, { isWhole: await isWhole(options, key) });
    setSignedOut(folder, false);
    await findTryServer(database, tryHere, log);
    account = follow(options, { session: await openSession(database, key), database, key });
    account.session.start({ takeOver });
    return account;
  } catch (error) {
    if (account !== undefined) await account.close();
    else if (database !== undefined) closeAccountFile(database, log);
    throw asStoreError(error);
  }
}

/** Looked through in a thread of its own: the window goes on meanwhile. Whatever is wrong is found again where it is opened. */
function isWhole({ folder, nativeBinding, clock, runUpkeep }: Pick<OpenAccountOptions<AccountSession>, "folder" | "nativeBinding" | "clock" | "runUpkeep">, key: Uint8Array): Promise<boolean> {
  return runUpkeep({ type: "check", folder, nativeBinding, key, at: clock.now() }, () => undefined).then(
    () => true,
    () => false,
  );
}

interface Parts<Session> {
  readonly session: Session;
  readonly database: Database;
  readonly key: Uint8Array;
}

function follow<Session extends AccountSession>(
  { folder, nativeBinding, tryHere, clock, runUpkeep, log }: OpenAccountOptions<Session>,
  { session, database, key }: Parts<Session>,
): OpenAccount<Session> {
  const unfollow = readAccount(database)?.tryHere === true ? followTryServer(session, tryHere, log) : undefined;
  const backup = startDailyBackup({ folder, database, key, nativeBinding, clock, log, run: runUpkeep });
  return {
    session,
    key,
    backup,
    async close() {
      unfollow?.();
      const backupStopped = backup.stop();
      try {
        await session.stop({ unregister: true });
      } catch (error) {
        log("error", "session-not-stopped", errorFacts(error));
      }
      await backupStopped;
      closeAccountFile(database, log);
    },
  };
}
