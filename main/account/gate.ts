// The locked app: whether there is an account, whether it is open, and the way between. One phase at a time; what
// changes the phase happens one after the other. Whatever goes wrong with a key store, a keyring or the file ends in
// a phase that says so, and nothing is ever deleted but by removeAccount (spec 2.1).
import type { AppPhase } from "../../shared/app-state";
import { StampError, type ErrorCode } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { asStoreError } from "../db/open";
import { errorFacts } from "../platform/log";
import { deleteAccount, dropLeftovers, isSignedOut, setSignedOut } from "./account-folder";
import type { AccountSession } from "./account-session";
import { codeOf, isRepairable, lookAround, phaseAfter, type ClosedAppOptions, type ClosedPhase } from "./closed-phase";
import type { DailyBackup } from "./daily-backup";
import { openWithKeyStore, openWithPassphrase, openWithRecoveryKey, type Keyring } from "./keyring";
import { findKeyring, keepKeyring } from "./keyring-copy";
import { openAccount, type OpenAccount, type OpenAccountOptions } from "./open-account";

export interface GateOptions<Session extends AccountSession> extends OpenAccountOptions<Session>, ClosedAppOptions {
  readonly profile: string;
}

export class AccountGate<Session extends AccountSession> {
  readonly #options: GateOptions<Session>;
  readonly #listeners = new Set<() => void>();
  #closed: ClosedPhase = { phase: "welcome", osKeyStore: false };
  #opened: OpenAccount<Session> | undefined;
  /** Of a file that could not be opened, for its repair. */
  #repairKey: Uint8Array | undefined;
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

  /** The unlocked account's backups. Throws StampError `not-allowed-now` while there is none. */
  get backup(): DailyBackup {
    if (this.#opened === undefined) throw new StampError("not-allowed-now");
    return this.#opened.backup;
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
      this.#show(await lookAround(this.#options));
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
      this.#closed = await lookAround(this.#options);
      await this.#open(key, true);
    });
  }

  /** The file's error while the account is open: nothing more is written to a damaged one, and the phase says so. */
  noticeFailure(error: unknown): void {
    const opened = this.#opened;
    const code = codeOf(asStoreError(error));
    if (opened === undefined || !isRepairable(code)) return;
    void this.#inTurn(async () => {
      if (this.#opened !== opened) return;
      this.#options.log("warn", "damaged-while-open", { problem: code });
      await this.#close();
      this.#showProblem(code, opened.key);
    });
  }

  /** Repairs the file and opens the account. Throws like repairAccount, and `not-allowed-now`. */
  repair(progress: (fraction: number) => void): Promise<void> {
    return this.#inTurn(async () => {
      this.#require("blocked");
      const key = this.#repairKey;
      if (key === undefined) throw new StampError("not-allowed-now");
      const { folder, nativeBinding, clock, runUpkeep } = this.#options;
      await runUpkeep({ type: "repair", folder, nativeBinding, key, at: clock.now() }, progress);
      await this.#open(key);
    });
  }

  /** After something was done about what blocks the account: back to where it is unlocked. */
  tryAgain(): Promise<void> {
    return this.#inTurn(async () => {
      this.#require("blocked");
      this.#show(await lookAround(this.#options));
    });
  }

  signOut(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#opened === undefined) throw new StampError("not-allowed-now");
      setSignedOut(this.#options.folder, true); // first: a disk that refuses leaves the account open, as the window shows
      await this.#close();
      this.#show(await lookAround(this.#options));
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
        this.#show(await lookAround(this.#options));
      }
    });
  }

  /** `databaseKey` throws why somebody may not. A key store that lets us wait keeps nobody from another way in. */
  async #unlock(databaseKey: (keyring: Keyring) => Uint8Array | Promise<Uint8Array>): Promise<void> {
    this.#require("locked");
    const keyring = findKeyring(this.#options.folder);
    const key = await databaseKey(keyring);
    await this.#inTurn(() => {
      this.#require("locked");
      keepKeyring(this.#options.folder, keyring);
      return this.#open(key);
    });
  }

  async #open(key: Uint8Array, takeOver = false): Promise<void> {
    try {
      this.#opened = await openAccount(this.#options, key, takeOver);
    } catch (error) {
      this.#showProblem(codeOf(error), key);
      throw error;
    }
    this.#repairKey = undefined;
    this.#changed();
  }

  async #close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.close();
  }

  #showProblem(problem: ErrorCode, key: Uint8Array): void {
    this.#repairKey = isRepairable(problem) ? key : undefined;
    this.#show(phaseAfter(problem, this.#closed, this.#options.folder));
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
