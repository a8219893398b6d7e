// A session without a network for tests of what surrounds it: reads the account from the open file, tells the events
// it is given, and remembers whether it runs.
import type { SessionEvent, SessionSnapshot } from "../../../shared/app-state";
import { StampError } from "../../../shared/errors";
import type { ContactId, MessageId } from "../../../shared/ids";
import type { Message } from "../../../shared/message";
import { DEFAULT_SETTINGS } from "../../../shared/settings";
import { readAccount } from "../../db/account-repository";
import type { Database } from "../../db/open";
import { createStore } from "../../db/store";
import type { AccountSession } from "../account-session";

export interface FakeSession extends AccountSession {
  readonly database: Database;
  state: "new" | "running" | "stopped";
  /** It was started to take the account over from another device. */
  tookOver: boolean;
  /** How often it was told to connect at once. */
  tries: number;
  emit(...events: readonly SessionEvent[]): void;
}

/** `startFailure` is what starting it ends with. */
export function fakeSession(database: Database, startFailure?: Error): FakeSession {
  const account = readAccount(database);
  if (account === undefined) throw new StampError("keyring-damaged");
  const listeners = new Set<(events: readonly SessionEvent[]) => void>();
  const { address, serverUrl, tryHere, createdAt } = account;
  const session: FakeSession = {
    database,
    state: "new",
    tookOver: false,
    tries: 0,
    snapshot: (): SessionSnapshot => ({
      account: { address, server: serverUrl, fingerprint: "", keyMadeAt: createdAt, certificateValidFrom: 0, certificateValidUntil: 0, authorities: [], tryHere },
      connection: { status: "stopped" },
      contacts: [],
      conversations: createStore(database).conversations.all(),
      settings: DEFAULT_SETTINGS,
    }),
    feed: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    commands: {
      acceptRequest: () => undefined,
      acceptKey: () => undefined,
      markRead: () => undefined,
      page: (_contactId: ContactId): { messages: readonly Message[] } => ({ messages: [] }),
      sendText: () => 1 as MessageId,
    },
    start({ takeOver = false } = {}) {
      if (startFailure !== undefined) throw startFailure;
      session.state = "running";
      session.tookOver = takeOver;
    },
    tryNow: () => (session.tries += 1),
    async stop() {
      await Promise.resolve();
      session.state = "stopped";
    },
    emit(...events) {
      for (const listener of listeners) listener(events);
    },
  };
  return session;
}
