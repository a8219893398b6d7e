// Where the open account is while there is one: whether the window may use it or it is hidden (spec 2.5), and its end,
// after which nothing here knows its key.
import type { AppPhase } from "../../shared/app-state";
import { StampError } from "../../shared/errors";
import type { AccountSession } from "./account-session";
import { unlockMethods } from "./keyring";
import { findKeyring } from "./keyring-copy";
import type { OpenAccount } from "./open-account";

export type HiddenPhase = Extract<AppPhase, { readonly phase: "hidden" }>;

export interface OpenPlace<Session> {
  /** Hidden or not. */
  readonly account: OpenAccount<Session> | undefined;
  readonly hidden: HiddenPhase | undefined;
  /** How often something was to be hidden or closed: who began to unlock before that comes too late. */
  readonly locks: number;
  readonly phase: Extract<AppPhase, { readonly phase: "ready" | "hidden" }> | undefined;
  /** What the window may use. Throws StampError `not-allowed-now`. */
  shown(): OpenAccount<Session>;
  take(account: OpenAccount<Session>): void;
  /** True when something was hidden by it. Throws StampError `keyring-damaged` when nothing would open it again. */
  hide(folder: string): boolean;
  show(): void;
  close(): Promise<void>;
  /** And wipes the key. */
  closeForGood(): Promise<void>;
}

export function createOpenPlace<Session extends AccountSession>(): OpenPlace<Session> {
  let account: OpenAccount<Session> | undefined;
  let hidden: HiddenPhase | undefined;
  let locks = 0;

  async function close(): Promise<void> {
    const closing = account;
    account = undefined;
    hidden = undefined;
    await closing?.close();
  }

  return {
    get account() {
      return account;
    },
    get hidden() {
      return hidden;
    },
    get locks() {
      return locks;
    },
    get phase() {
      return account === undefined ? undefined : (hidden ?? { phase: "ready", session: account.session.snapshot() });
    },
    shown() {
      if (account === undefined || hidden !== undefined) throw new StampError("not-allowed-now");
      return account;
    },
    take(opened) {
      account = opened;
    },
    hide(folder) {
      locks += 1;
      if (account === undefined || hidden !== undefined) return false;
      const keyring = findKeyring(folder);
      hidden = { phase: "hidden", address: keyring.address, methods: unlockMethods(keyring) };
      return true;
    },
    show() {
      hidden = undefined;
    },
    close,
    async closeForGood() {
      locks += 1;
      const key = account?.key;
      await close();
      key?.fill(0);
    },
  };
}
