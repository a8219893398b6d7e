// The locked app: whether there is an account, whether it is open, and the way between. One phase at a time; what
// changes the phase happens one after the other. Whatever goes wrong with a key store, a keyring or the file ends in
// a phase that says so, and nothing is ever deleted but by removeAccount (spec 2.1).
import type { AppPhase } from "../../shared/app-state";
import { StampError, type ErrorCode } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { asStoreError, type Database } from "../db/open";
import { errorFacts, type Log } from "../platform/log";
import type { KeyVault } from "../platform/key-vault";
import { accountExists, closeAccountFile, deleteAccount, dropLeftovers, openAccountFile } from "./account-folder";
import { isSignedOut, setSignedOut } from "./account-folder";
import type { AccountSession, OpenSession } from "./account-session";
import { findTryServer, followTryServer } from "./follow-try-server";
import { openWithKeyStore, openWithPassphrase, openWithRecoveryKey, unlockMethods, type Keyring } from "./keyring";
import { readKeyring } from "./keyring-file";
import type { TryHere } from "./try-here";

export interface GateOptions<Session extends AccountSession> {
  readonly profile: string;
  /** Folder of the profile's account. */
  readonly folder: string;
  readonly vault: KeyVault;
  readonly openSession: OpenSession<Session>;
  readonly tryHere: TryHere;
  /** Address of the person this window was opened for, as the second of "Try it here". */
  readonly invitation: () => Address | undefined;
  readonly nativeBinding: string | undefined;
  readonly log: Log;
}

type ClosedPhase = Exclude<AppPhase, { readonly phase: "ready" }>;

interface Opened<Session> {
  readonly session: Session;
  readonly database: Database;
  readonly unfollow: () => void;
}

/** What passes by itself or with the user's help; the account stays locked and can be tried again. */
const TEMPORARY: readonly ErrorCode[] = ["database-locked", "disk-full"];

export class AccountGate<Session extends AccountSession> {
  readonly #options: GateOptions<Session>;
  readonly #listeners = new Set<() => void>();
  #closed: ClosedPhase = { phase: "welcome", osKeyStore: false };
  #opened: Opened<Session> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: GateOptions<Session>) {
    this.#options = options;
  }

  get phase(): AppPhase {
    return this.#opened === undefined ? this.#closed : { phase: "ready", session: this.#opened.session.snapshot() };
  }

  /** The unlocked account. Throws StampError `not-allowed-now` while there is none. */
  get session(): Session {
    if (this.#opened === undefined) throw new StampError("not-allowed-now");
    return this.#opened.session;
  }

  /** Calls back after every change of phase, with the session when there is one. */
  onChange(listener: (session: Session | undefined) => void): void {
    this.#listeners.add(() => {
      listener(this.#opened?.session);
    });
  }

  /** Finds out where we are; only then `phase` says anything. */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      dropLeftovers(this.#options.folder);
      this.#show(await this.#lookAround());
    });
  }

  /**
   * Opens the account without asking when the system's key store can, or with the passphrase that a test or a
   * demonstration brought. Never rejects; the phase says why not.
   */
  async openAtStart(passphrase?: string): Promise<void> {
    const { folder, log } = this.#options;
    const locked = this.#closed;
    if (locked.phase !== "locked" || isSignedOut(folder)) return;
    if (passphrase === undefined && !locked.methods.includes("os")) return;
    try {
      await (passphrase === undefined ? this.unlockWithKeyStore() : this.unlockWithPassphrase(passphrase));
    } catch (error) {
      log("warn", "not-opened-at-start", errorFacts(error));
      if (this.#opened === undefined && this.#closed === locked) this.#show({ ...locked, problem: codeOf(error) });
    }
  }

  /** Closes the account and leaves everything as it is. */
  stop(): Promise<void> {
    return this.#inTurn(() => this.#close());
  }

  /** Throws `key-store-unavailable`, `key-store-changed`, and like every unlock `not-allowed-now` or what the file says. */
  unlockWithKeyStore(): Promise<void> {
    const { profile, vault } = this.#options;
    return this.#unlock((keyring) => openWithKeyStore(keyring, profile, vault));
  }

  /** Throws `wrong-passphrase`. */
  unlockWithPassphrase(passphrase: string): Promise<void> {
    return this.#unlock((keyring) => openWithPassphrase(keyring, this.#options.profile, passphrase));
  }

  /** Throws `wrong-recovery-key`. */
  unlockWithRecoveryKey(text: string): Promise<void> {
    return this.#unlock((keyring) => openWithRecoveryKey(keyring, this.#options.profile, text));
  }

  /** Runs `work` while there is no account and the phase does not change. Throws `not-allowed-now` otherwise. */
  whileWelcome<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() => {
      this.#require("welcome");
      return work();
    });
  }

  /** Opens the account that `finish` makes the profile's; `finish` gives its database key. */
  openNew(finish: () => Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      this.#require("welcome");
      const key = finish();
      this.#closed = await this.#lookAround();
      await this.#open(key, true);
    });
  }

  signOut(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#opened === undefined) throw new StampError("not-allowed-now");
      setSignedOut(this.#options.folder, true); // first: a disk that refuses leaves the account open, as the window shows
      await this.#close();
      this.#show(await this.#lookAround());
    });
  }

  /** Deletes the account's files. `address` must repeat the account's own, else `invalid-address`. */
  removeAccount(address: string): Promise<void> {
    return this.#inTurn(async () => {
      const own = this.#opened?.session.snapshot().account.address ?? this.#closedAddress();
      if (own === undefined) throw new StampError("not-allowed-now");
      if (address.trim() !== own) throw new StampError("invalid-address");
      await this.#close();
      try {
        deleteAccount(this.#options.folder);
      } finally {
        this.#show(await this.#lookAround());
      }
    });
  }

  /** `databaseKey` throws why somebody may not. A key store that lets us wait keeps nobody from another way in. */
  async #unlock(databaseKey: (keyring: Keyring) => Uint8Array | Promise<Uint8Array>): Promise<void> {
    this.#require("locked");
    const key = await databaseKey(readKeyring(this.#options.folder));
    await this.#inTurn(() => {
      this.#require("locked");
      return this.#open(key);
    });
  }

  async #open(key: Uint8Array, takeOver = false): Promise<void> {
    const { folder, nativeBinding, openSession, tryHere, log } = this.#options;
    let database: Database | undefined;
    try {
      database = openAccountFile(folder, { key, nativeBinding });
      setSignedOut(folder, false);
      await findTryServer(database, tryHere, log);
      const session = await openSession(database);
      this.#opened = { session, database, unfollow: followTryServer(session, tryHere, log) };
      session.start({ takeOver });
    } catch (error) {
      if (this.#opened !== undefined) await this.#close();
      else if (database !== undefined) closeAccountFile(database, log);
      const problem = asStoreError(error);
      this.#show(this.#phaseAfter(codeOf(problem)));
      throw problem;
    }
    this.#changed();
  }

  /** Never rejects: whatever the session says, the file gets closed. */
  async #close(): Promise<void> {
    const opened = this.#opened;
    if (opened === undefined) return;
    this.#opened = undefined;
    opened.unfollow();
    try {
      await opened.session.stop({ unregister: true });
    } catch (error) {
      this.#options.log("error", "session-not-stopped", errorFacts(error));
    }
    closeAccountFile(opened.database, this.#options.log);
  }

  /** The phase of a closed app, from what lies on the disk. */
  async #lookAround(): Promise<ClosedPhase> {
    const { folder, vault, invitation } = this.#options;
    if (!accountExists(folder)) {
      const address = invitation();
      const osKeyStore = await vault.isAvailable();
      return { phase: "welcome", osKeyStore, ...(address === undefined ? {} : { invitation: { address } }) };
    }
    try {
      const keyring = readKeyring(folder);
      return { phase: "locked", address: keyring.address, methods: unlockMethods(keyring) };
    } catch (error) {
      return { phase: "blocked", problem: codeOf(error) };
    }
  }

  #phaseAfter(problem: ErrorCode): ClosedPhase {
    if (this.#closed.phase === "locked" && TEMPORARY.includes(problem)) return { ...this.#closed, problem };
    const address = this.#closedAddress();
    return { phase: "blocked", problem, ...(address === undefined ? {} : { address }) };
  }

  #closedAddress(): Address | undefined {
    return this.#closed.phase === "welcome" ? undefined : this.#closed.address;
  }

  #require(phase: ClosedPhase["phase"]): void {
    if (this.#opened !== undefined || this.#closed.phase !== phase) throw new StampError("not-allowed-now");
  }

  #show(phase: ClosedPhase): void {
    this.#closed = phase;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof StampError ? error.code : "internal";
}
