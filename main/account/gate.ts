// The locked app: whether there is an account, whether it is open, and the way between. One phase at a time; what
// changes the phase happens one after the other. Whatever goes wrong with a key store, a keyring or the file ends in
// a phase that says so, and nothing is ever deleted but by removeAccount (spec 2.1).
import type { AppPhase } from "../../shared/app-state";
import { StampError, type ErrorCode } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import type { Proof } from "../../shared/ipc/requests/lock";
import { equalBytes } from "../crypto/bytes";
import { asStoreError } from "../db/open";
import { errorFacts } from "../platform/log";
import { deleteAccount, dropLeftovers, rememberLock, setSignedOut } from "./account-folder";
import type { AccountSession } from "./account-session";
import { codeOf, isRepairable, lookAround, phaseAfter, type ClosedAppOptions, type ClosedPhase } from "./closed-phase";
import type { DailyBackup } from "./daily-backup";
import { createGuesses } from "./guesses";
import { openWithProof, type Keyring } from "./keyring";
import { findKeyring, keepKeyring } from "./keyring-copy";
import { openAccount, type OpenAccountOptions } from "./open-account";
import { createOpenPlace } from "./open-place";
import { createTurns } from "./turns";

export interface GateOptions<Session extends AccountSession> extends OpenAccountOptions<Session>, ClosedAppOptions {
  readonly profile: string;
}

export class AccountGate<Session extends AccountSession> {
  readonly #options: GateOptions<Session>;
  readonly #listeners = new Set<() => void>();
  readonly #guesses;
  #closed: ClosedPhase = { phase: "welcome", osKeyStore: false };
  readonly #place = createOpenPlace<Session>();
  /** The way in that the open account was opened with; none for a new one. */
  openedWith: Proof["type"] | undefined;
  /** Of a file that could not be opened, for its repair. */
  #repairKey: Uint8Array | undefined;
  readonly #inTurn = createTurns();

  constructor(options: GateOptions<Session>) {
    this.#options = options;
    this.#guesses = createGuesses(options.clock);
  }

  get phase(): AppPhase {
    return this.#place.phase ?? this.#closed;
  }

  /** The account as the window may use it. Throws StampError `not-allowed-now` while it is closed or hidden. */
  get session(): Session {
    return this.#place.shown().session;
  }

  /** The account's backups. Throws like `session`. */
  get backup(): DailyBackup {
    return this.#place.shown().backup;
  }

  /** Calls back after every change of phase, with the session when one is open, and whether it is hidden. */
  onChange(listener: (session: Session | undefined, isHidden: boolean) => void): void {
    this.#listeners.add(() => {
      listener(this.#place.account?.session, this.#place.hidden !== undefined);
    });
  }

  /** Finds out where we are; only then `phase` says anything. */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      dropLeftovers(this.#options.folder);
      this.#show(await lookAround(this.#options));
    });
  }

  /** What the locked phase `before` has become by itself; nothing if something else happened meanwhile. */
  explain(before: AppPhase, now: ClosedPhase): void {
    if (this.phase === before) this.#show(now);
  }

  /** Closes the account and leaves everything as it is. */
  stop(): Promise<void> {
    return this.#inTurn(() => this.#place.closeForGood());
  }

  /**
   * Opens the account, or shows again what is hidden. Throws `wrong-passphrase`, `guesses-paused`, `wrong-recovery-key`,
   * `key-store-unavailable`, `key-store-changed`, what the file says, and `not-allowed-now`, also when it was locked
   * meanwhile.
   */
  async unlock(proof: Proof): Promise<void> {
    const { folder } = this.#options;
    const { hidden, locks } = this.#place;
    if (hidden === undefined) this.#require("locked");
    const keyring = findKeyring(folder);
    const key = await this.prove(keyring, proof);
    await this.#inTurn(async () => {
      if (this.#place.locks !== locks || this.#place.hidden !== hidden) throw new StampError("not-allowed-now");
      if (hidden === undefined) this.#require("locked");
      else if (!equalBytes(key, this.#place.account?.key ?? key)) throw new StampError("keyring-damaged");
      keepKeyring(folder, keyring);
      this.openedWith = proof.type;
      if (hidden === undefined) await this.#open(key);
      else {
        this.#place.show();
        this.#changed();
      }
    });
  }

  /** The database key, at the pace that wrong passphrases get. Throws like `unlock`. */
  prove(keyring: Keyring, proof: Proof): Promise<Uint8Array> {
    const { profile, vault } = this.#options;
    const open = () => openWithProof(keyring, profile, vault, proof);
    return proof.type === "passphrase" ? this.#guesses.guess(open) : open();
  }

  /** Runs `work` with the database key while the account is open and shown. Throws `not-allowed-now` otherwise. */
  whileShown<T>(work: (key: Uint8Array) => Promise<T>): Promise<T> {
    return this.#inTurn(() => work(this.#place.shown().key));
  }

  /** The window shows nothing of the account any more; messages keep coming. Nothing happens to a closed one. */
  hide(): void {
    try {
      if (this.#place.hide(this.#options.folder)) this.#changed();
    } catch (error) {
      this.#options.log("error", "not-hidden", errorFacts(error));
    }
  }

  /** Closes the account and signs it out; the key store alone does not open it again by itself. Hidden at once. */
  lock(): Promise<void> {
    this.hide();
    return this.#inTurn(async () => {
      if (this.#place.account === undefined) return;
      rememberLock(this.#options.folder, this.#options.log);
      await this.#place.closeForGood();
      this.#show(await lookAround(this.#options));
    });
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
      this.openedWith = undefined;
      await this.#open(key, true);
    });
  }

  /** The file's error while the account is open: nothing more is written to a damaged one, and the phase says so. */
  noticeFailure(error: unknown): void {
    const opened = this.#place.account;
    const code = codeOf(asStoreError(error));
    if (opened === undefined || !isRepairable(code)) return;
    void this.#inTurn(async () => {
      if (this.#place.account !== opened) return;
      this.#options.log("warn", "damaged-while-open", { problem: code });
      await this.#place.close();
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
      this.#place.shown();
      setSignedOut(this.#options.folder, true); // first: a disk that refuses leaves the account open, as the window shows
      await this.#place.closeForGood();
      this.#show(await lookAround(this.#options));
    });
  }

  /** Deletes the account's files. `address` must repeat the account's own, else `invalid-address`. */
  removeAccount(address: string): Promise<void> {
    return this.#inTurn(async () => {
      const own = this.#place.account?.session.snapshot().account.address ?? this.#closedAddress();
      if (own === undefined || this.#place.hidden !== undefined) throw new StampError("not-allowed-now");
      if (address.trim() !== own) throw new StampError("invalid-address");
      await this.#place.closeForGood();
      try {
        deleteAccount(this.#options.folder);
      } finally {
        this.#show(await lookAround(this.#options));
      }
    });
  }

  async #open(key: Uint8Array, takeOver = false): Promise<void> {
    try {
      this.#place.take(await openAccount(this.#options, key, takeOver));
    } catch (error) {
      this.#showProblem(codeOf(error), key);
      throw error;
    }
    this.#repairKey = undefined;
    this.#changed();
  }

  #showProblem(problem: ErrorCode, key: Uint8Array): void {
    this.#repairKey = isRepairable(problem) ? key : undefined;
    this.#show(phaseAfter(problem, this.#closed, this.#options.folder));
  }

  #closedAddress(): Address | undefined {
    return this.#closed.phase === "welcome" ? undefined : this.#closed.address;
  }

  #require(phase: ClosedPhase["phase"]): void {
    if (this.#place.account !== undefined || this.#closed.phase !== phase) throw new StampError("not-allowed-now");
  }

  #show(phase: ClosedPhase): void {
    this.#closed = phase;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
