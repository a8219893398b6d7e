// Saves the open account in one encrypted file, for another computer (spec 1.10; docs/account-file.md). The database is
// frozen and copied while messages come and go; they wait in its log. The file appears only when it is complete.
import { read } from "node:fs";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { StampError } from "../../../shared/errors";
import { wipe } from "../../crypto/bytes";
import { readAccount, type AccountRow } from "../../db/account-repository";
import { freezeFile } from "../../db/frozen-file";
import type { Database } from "../../db/open";
import { writePartsAtomically } from "../../platform/atomic-file";
import type { AccountSession } from "../account-session";
import { assertProtection } from "../keyring";
import { createShare, withProgress, type ReportProgress } from "../progress";
import { sealAccountFile } from "./content";
import { createHeader } from "./header";
import { openSource, type Readable } from "./open-source";

export interface AccountExport {
  /**
   * Asks where and saves; false when the user did not want to after all. Throws StampError `account-file-try-here`,
   * `passphrase-too-short`, `file-not-saved`, `canceled`, `not-allowed-now` while another one runs, what the database says.
   */
  save(passphrase: string): Promise<boolean>;
  cancel(): void;
  /** Calls off what runs; before the database is closed. */
  stop(): Promise<void>;
}

export interface AccountExportOptions {
  readonly database: Database;
  /** 32 bytes. */
  readonly databaseKey: Uint8Array;
  readonly nativeBinding: string | undefined;
  /** Asks where a file of this name goes; undefined when the user does not want to. */
  readonly askWhere: (name: string) => Promise<string | undefined>;
  readonly report: ReportProgress;
}

export function createAccountExport({ database, databaseKey, nativeBinding, askWhere, report }: AccountExportOptions): AccountExport {
  let running: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined;

  async function save(passphrase: string, signal: AbortSignal): Promise<boolean> {
    const account = movable(readAccount(database));
    assertProtection({ type: "passphrase", passphrase });
    const target = await Promise.race([askWhere(`${account.address}.stamp-account`), aborted(signal)]);
    signal.throwIfAborted();
    if (target === undefined) return false;
    // Our own files would be replaced there.
    if (resolve(dirname(target)) === resolve(dirname(database.name))) throw new StampError("file-not-saved");
    await withProgress(report, "export", async () => {
      const contentKey = await createHeader(passphrase);
      signal.throwIfAborted();
      const frozen = await freezeFile(database, { key: databaseKey, nativeBinding });
      const share = createShare(report, "export", frozen.size);
      try {
        signal.throwIfAborted();
        const parts = sealAccountFile({
          manifest: { address: account.address, savedAt: Date.now(), databaseKey },
          database: openSource(openHandle(frozen.descriptor), frozen.size, "database-unreadable"),
          contentKey,
          progress(done) {
            signal.throwIfAborted();
            share(done);
          },
        });
        await writePartsAtomically(target, parts);
      } catch (cause) {
        throw cause instanceof StampError ? cause : new StampError("file-not-saved", {}, { cause });
      } finally {
        frozen.release();
        wipe(contentKey.key);
      }
    });
    return true;
  }

  function cancel(): void {
    running?.controller.abort(new StampError("canceled"));
  }

  return {
    async save(passphrase) {
      if (running !== undefined) throw new StampError("not-allowed-now");
      const controller = new AbortController();
      const saved = save(passphrase, controller.signal);
      running = { controller, ended: saved.catch(() => undefined) };
      try {
        return await saved;
      } finally {
        running = undefined;
      }
    },
    cancel,
    async stop() {
      cancel();
      await running?.ended;
    },
  };
}

/** A question that nobody answers keeps no account open. */
function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => { resolve(undefined); }, { once: true });
  });
}

const readFrom = promisify(read);

const openHandle = (descriptor: number): Readable => ({
  read: (bytes, offset, length, position) => readFrom(descriptor, bytes, offset, length, position),
});

export type WithAccountExport<Session> = Session & { readonly accountExport: AccountExport };

/** The session, and its saving, which ends with it. */
export function withAccountExport<Session extends AccountSession>(session: Session, accountExport: AccountExport): WithAccountExport<Session> {
  return {
    ...session,
    accountExport,
    async stop(options) {
      accountExport.cancel();
      await session.stop(options);
      await accountExport.stop();
    },
  };
}

function movable(account: AccountRow | undefined): AccountRow {
  if (account === undefined) throw new StampError("keyring-damaged");
  if (account.tryHere) throw new StampError("account-file-try-here");
  return account;
}
