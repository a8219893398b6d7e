// A row of the conversation list. One conversation per contact.
import type { ContactId, Millis } from "./ids";
import type { Message } from "./message";

/** A moment that never comes, exact in JSON and SQLite. */
export const FOR_EVER: Millis = Number.MAX_SAFE_INTEGER;

export interface Conversation {
  readonly contactId: ContactId;
  readonly lastMessage?: Message;
  /** Order of the list; the time of the last text or of the contact's acceptance. */
  readonly lastActivity: Millis;
  readonly unread: number;
  readonly draft: string;
  /** Own texts that need the user: failed ones and held ones. */
  readonly failed: number;
  readonly held: number;
  /** Messages of the contact in an older protocol than it has proved, not shown until the user looks (spec 1.9). */
  readonly olderWaiting: number;
  /** No notifications before this moment (`FOR_EVER`: until it is taken back). */
  readonly mutedUntil?: Millis;
  /** Days that messages are kept here, 0 for ever; absent: as in the settings. */
  readonly retentionDays?: number;
}
