// What the locked app knows of an unlocked account. The composition root opens it; here it is something that starts,
// stops, tells events and does a few things for whoever uses it. main/session.ts fits this shape.
import type { SessionEvent, SessionSnapshot } from "../../shared/app-state";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message } from "../../shared/message";
import type { Database } from "../db/open";

export interface AccountSession {
  snapshot(): SessionSnapshot;
  /** Calls back with batches of events, in order; the returned function stops it. */
  readonly feed: { subscribe(listener: (events: readonly SessionEvent[]) => void): () => void };
  readonly commands: EchoCommands;
  /** `takeOver`: another device that is signed in with this account is signed out. */
  start(options?: { readonly takeOver?: boolean }): void;
  tryNow(): void;
  /** Nothing runs after it resolved; the file stays open. */
  stop(options?: { readonly unregister?: boolean }): Promise<void>;
}

/** What the echo contact does by itself and a person does by hand. */
export interface EchoCommands {
  acceptRequest(contactId: ContactId): void;
  acceptKey(contactId: ContactId, fingerprint: string): void;
  markRead(contactId: ContactId, messageId: MessageId): void;
  page(contactId: ContactId, before: number | undefined, limit: number): { readonly messages: readonly Message[] };
  sendText(contactId: ContactId, text: string): MessageId;
}

/** Opens the account in an open file; `key` is the file's, for whoever copies it. On failure the file is left open, too. */
export type OpenSession<Session extends AccountSession = AccountSession> = (
  database: Database,
  key: Uint8Array,
) => Promise<Session>;
