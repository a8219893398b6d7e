// What an unlocked account is made from and what it can do, for whoever composes it (session.ts) or uses it.
import type { ConnectionTestResult, Progress, SessionSnapshot } from "../shared/app-state";
import type { Millis } from "../shared/ids";
import type { Settings } from "../shared/settings";
import type { Database } from "./db/open";
import type { ReportBacklog } from "./messaging/backlog";
import type { SessionCommands } from "./messaging/commands";
import type { Inspection } from "./messaging/inspection";
import type { OwnAccount } from "./messaging/own-account";
import type { Clock, Random } from "./messaging/ports";
import type { Log } from "./platform/log";
import type { SessionFeed } from "./session-feed";
import { type createSipClient } from "./sip/client";

export interface SessionOptions {
  /** Open, with an account in it; the caller closes it after `stop`. */
  readonly database: Database;
  readonly log: Log;
  /** Evaluation mode: only servers on this computer. */
  readonly loopbackOnly: boolean;
  /** Shorter lists for demonstrations and tests. */
  readonly ownCapabilities?: readonly string[] | undefined;
  readonly responseDeadline?: Millis | undefined;
  readonly retrySchedule?: readonly Millis[] | undefined;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Another network than SIP, for tests of the stack. */
  readonly createSip?: typeof createSipClient;
  /** Hears how far the index of the search is, when there are texts that are not in it. */
  readonly onIndexing?: (progress: Progress) => void;
  /** Hears how far the opening of what came is, when that takes longer; see backlog.ts. */
  readonly onBacklog?: ReportBacklog;
  /** Hears of every failure of the open file or its disk. */
  readonly onStoreFailure?: (error: unknown) => void;
}

export interface Session {
  readonly commands: SessionCommands;
  readonly own: OwnAccount;
  readonly inspection: Inspection;
  readonly feed: Pick<SessionFeed, "subscribe" | "flush">;
  /** Everything the window begins with. Reads every conversation: for whoever needs less there are `own` and `settings`. */
  snapshot(): SessionSnapshot;
  settings(): Settings;
  /**
   * Connects and begins to send and open. `takeOver`: also when another device is signed in with this account, because
   * somebody has just asked for it here; otherwise the account is left to that device (spec 2.6).
   */
  start(options?: { readonly takeOver?: boolean }): void;
  tryNow(): void;
  /** Goes the way of a sign-in beside the connection, step by step; changes nothing. Never rejects. */
  testConnection(): Promise<readonly ConnectionTestResult[]>;
  /** Connects with a new password, or again with the one that is stored. */
  signIn(password?: string): void;
  /** Nothing runs after it resolved; the database is left open. */
  stop(options?: { readonly unregister?: boolean }): Promise<void>;
}
