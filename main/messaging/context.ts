// What every part of messaging works with: the open store, the unit of work, who we are, time and chance.
import type { Address, Millis } from "../../shared/ids";
import type { Settings } from "../../shared/settings";
import type { PresenceBoard } from "../contacts/presence-board";
import type { TrustKeeper } from "../contacts/trust";
import type { Identity } from "../crypto/identity";
import type { Store } from "../db/store";
import type { Write } from "../events/unit-of-work";
import type { Log } from "../platform/log";
import type { Clock, Random } from "./ports";

export interface MessagingContext {
  readonly store: Store;
  readonly write: Write;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly own: {
    readonly address: Address;
    /** Its certificate may be another one later: to be read when it is needed, never kept. */
    readonly identity: Identity;
    /** Capability strings that we publish; shorter lists are used in tests and demonstrations. */
    readonly capabilities: readonly string[];
  };
  readonly trust: TrustKeeper;
  readonly presence: PresenceBoard;
  readonly settings: () => Settings;
  /** Time this account has ever spent registered. */
  readonly onlineTime: () => Millis;
  /** The server's clock less ours, as it last said while we are connected. A guess to word a mark by, nothing more. */
  readonly clockOffset: () => Millis | undefined;
}
