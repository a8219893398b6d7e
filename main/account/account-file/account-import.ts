// Takes an account over from the file that another computer saved (spec 1.10; docs/account-file.md): choose it, open it
// with its passphrase, protect it here. The path stays in the main process. The database is copied into the folder of the
// account that is being prepared and opened only after the last chunk was verified; when anything fails, or is called off,
// that folder goes again and the same file can be tried once more.
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { StampError } from "../../../shared/errors";
import type { Address, Millis } from "../../../shared/ids";
import type { NewAccount, Protection } from "../../../shared/ipc/requests/opening";
import { wipe } from "../../crypto/bytes";
import { asStoreError } from "../../db/open";
import type { WelcomeGate } from "../onboarding";
import type { Preparation, Prepared } from "../preparation";
import { createShare, withProgress, type ReportProgress } from "../progress";
import { assertNoOtherDevice, type ServerCheck } from "../server-account";
import { adoptDatabase } from "./adopt-database";
import type { ByteSource } from "./chunks";
import { databaseOf, manifestOf } from "./content";
import { checkHeader, HEADER_LENGTH, openHeader, type ContentKey } from "./header";
import type { Manifest } from "./manifest";
import { openSource } from "./open-source";

export interface AccountImport {
  /** Asks for the file and looks at its head; undefined when the user did not want to after all. */
  choose(): Promise<{ readonly name: string } | undefined>;
  /** Throws StampError `account-file-wrong-passphrase`. */
  open(passphrase: string): Promise<{ readonly address: Address; readonly savedAt: Millis }>;
  /**
   * Prepares the account of the opened file. Throws StampError `account-in-use` when another device is signed in and is
   * not to be replaced, `account-file-try-here`, `canceled`, `disk-full`, like Preparation, and what is wrong with the file.
   */
  prepare(protection: Protection, options: { readonly replaceDevice: boolean }): Promise<NewAccount>;
  cancel(): void;
  /** The file and its key; for when an account is open and nothing is tried again. */
  forget(): void;
}

export interface AccountImportOptions {
  readonly gate: WelcomeGate;
  readonly preparation: Preparation;
  readonly serverCheck: ServerCheck;
  readonly nativeBinding: string | undefined;
  /** Asks for a file; undefined when the user does not want to. */
  readonly askWhich: () => Promise<string | undefined>;
  readonly report: ReportProgress;
}

interface Opened {
  readonly contentKey: ContentKey;
  readonly manifest: Manifest;
}

/** Bytes; years of history with room to spare. */
const LARGEST_ACCOUNT_FILE = 16 * 1024 ** 3;

export function createAccountImport(options: AccountImportOptions): AccountImport {
  const { gate, preparation, serverCheck, nativeBinding, askWhich, report } = options;
  let path: string | undefined;
  let opened: Opened | undefined;
  let running: AbortController | undefined;

  /** Throws like `prepare`. */
  const write = (from: string, { contentKey, manifest }: Opened, replaceDevice: boolean, signal: AbortSignal) =>
    async (folder: string): Promise<Prepared> => {
      const adopted = await withProgress(report, "import", () =>
        reading(from, async (file) => {
          const share = createShare(report, "import", file.size);
          const parts = watched(databaseOf(file, contentKey), share, signal);
          const database = await adoptDatabase(folder, parts, { manifest, nativeBinding });
          share(file.size);
          return database;
        }),
      );
      if (!replaceDevice) await withProgress(report, "connect", () => assertNoOtherDevice(serverCheck, adopted.account));
      signal.throwIfAborted();
      return { address: manifest.address, databaseKey: manifest.databaseKey, ownDigits: adopted.ownDigits };
    };

  return {
    choose: () =>
      gate.whileWelcome(async () => {
        const chosen = await askWhich();
        if (chosen === undefined) return undefined;
        path = undefined;
        opened = undefined;
        await reading(chosen, async (file) => {
          checkHeader(await file.read(0, Math.min(file.size, HEADER_LENGTH)));
        });
        path = chosen;
        return { name: basename(chosen) };
      }),
    open: (passphrase) =>
      gate.whileWelcome(async () => {
        opened = undefined;
        opened = await withProgress(report, "passphrase", () =>
          reading(path, async (file) => {
            const header = await file.read(0, Math.min(file.size, HEADER_LENGTH));
            const contentKey = await openHeader(header, passphrase);
            return { contentKey, manifest: await manifestOf(file, contentKey) };
          }),
        );
        const { address, savedAt } = opened.manifest;
        return { address, savedAt };
      }),
    prepare(protection, { replaceDevice }) {
      const { signal } = (running = new AbortController());
      return gate.whileWelcome(async () => {
        if (path === undefined || opened === undefined) throw new StampError("not-allowed-now");
        await preparation.assertCanProtect(protection);
        try {
          return await preparation.prepareFrom(write(path, opened, replaceDevice, signal), protection);
        } catch (error) {
          throw asStoreError(error);
        }
      });
    },
    cancel() {
      running?.abort(new StampError("canceled"));
    },
    forget() {
      if (opened !== undefined) wipe(opened.contentKey.key);
      path = undefined;
      opened = undefined;
    },
  };
}

/** Throws StampError `not-allowed-now` without a file, `not-an-account-file`, `account-file-too-large`, `account-file-unreadable`. */
async function reading<T>(path: string | undefined, work: (file: ByteSource) => Promise<T>): Promise<T> {
  if (path === undefined) throw new StampError("not-allowed-now");
  const unreadable = (cause: unknown): never => {
    throw new StampError("account-file-unreadable", {}, { cause });
  };
  const facts = await stat(path).catch(unreadable);
  if (!facts.isFile()) throw new StampError("not-an-account-file");
  if (facts.size > LARGEST_ACCOUNT_FILE) throw new StampError("account-file-too-large");
  const handle = await open(path, "r").catch(unreadable);
  try {
    return await work(openSource(handle, facts.size, "account-file-unreadable"));
  } finally {
    await handle.close();
  }
}

async function* watched(parts: AsyncIterable<Uint8Array>, share: (done: number) => void, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const part of parts) {
    signal.throwIfAborted();
    yield part;
    done += part.length;
    share(done);
  }
}
