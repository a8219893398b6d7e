// Rows of `conversations`: what the list shows besides the messages themselves.
import type { ContactId, Millis } from "../../shared/ids";
import type { Conversation } from "../../shared/conversation";
import { WAITS_FOR_A_LOOK } from "./incoming-repository";
import { toMessage, type MessageRow } from "./message-row";
import type { Database } from "./open";

interface Row {
  contact_id: ContactId;
  last_activity: number;
  unread: number;
  draft: string;
  muted_until: number | null;
  retention_days: number | null;
}

interface Counts {
  failed: number;
  held: number;
  older: number;
}

const WITH_COUNTS = `SELECT c.*,
  (SELECT count(*) FROM messages WHERE contact_id = c.contact_id AND status = 'failed') AS failed,
  (SELECT count(*) FROM messages WHERE contact_id = c.contact_id AND status = 'held') AS held,
  (SELECT count(*) FROM message_queue WHERE ${WAITS_FOR_A_LOOK}
    AND sender = (SELECT address FROM contacts WHERE id = c.contact_id)) AS older
  FROM conversations c`;

export function conversationRepository(db: Database) {
  const byContact = db.prepare<[ContactId], Row & Counts>(`${WITH_COUNTS} WHERE c.contact_id = ?`);
  const all = db.prepare<[], Row & Counts>(`${WITH_COUNTS} ORDER BY c.last_activity DESC`);
  const lastMessage = db.prepare<[ContactId], MessageRow>(
    "SELECT * FROM messages WHERE contact_id = ? ORDER BY position DESC LIMIT 1",
  );
  // CROSS: SQLite keeps this order of the two, else it walks through all messages.
  const lastMessages = db.prepare<[], MessageRow>(
    `SELECT m.* FROM conversations c CROSS JOIN messages m ON m.contact_id = c.contact_id
     AND m.position = (SELECT max(position) FROM messages WHERE contact_id = c.contact_id)`,
  );
  const touch = db.prepare<[ContactId, Millis]>(
    `INSERT INTO conversations (contact_id, last_activity) VALUES (?, ?)
     ON CONFLICT (contact_id) DO UPDATE SET last_activity = max(last_activity, excluded.last_activity)`,
  );
  const setUnread = db.prepare<[number, ContactId]>("UPDATE conversations SET unread = ? WHERE contact_id = ?");
  const addUnread = db.prepare<[ContactId]>("UPDATE conversations SET unread = unread + 1 WHERE contact_id = ?");
  const setDraft = db.prepare<[string, ContactId]>("UPDATE conversations SET draft = ? WHERE contact_id = ?");
  const setMuted = db.prepare<[Millis | null, ContactId]>("UPDATE conversations SET muted_until = ? WHERE contact_id = ?");
  const setRetention = db.prepare<[number | null, ContactId]>(
    "UPDATE conversations SET retention_days = ? WHERE contact_id = ?",
  );
  const remove = db.prepare<[ContactId]>("DELETE FROM conversations WHERE contact_id = ?");

  const toConversation = (row: Row & Counts, last: MessageRow | undefined): Conversation => ({
    contactId: row.contact_id,
    ...(last === undefined ? {} : { lastMessage: toMessage(last) }),
    lastActivity: row.last_activity,
    unread: row.unread,
    draft: row.draft,
    failed: row.failed,
    held: row.held,
    olderWaiting: row.older,
    ...(row.muted_until === null ? {} : { mutedUntil: row.muted_until }),
    ...(row.retention_days === null ? {} : { retentionDays: row.retention_days }),
  });

  return {
    find(contactId: ContactId): Conversation | undefined {
      const row = byContact.get(contactId);
      return row === undefined ? undefined : toConversation(row, lastMessage.get(contactId));
    },
    all(): readonly Conversation[] {
      const last = new Map(lastMessages.all().map((row) => [row.contact_id, row]));
      return all.all().map((row) => toConversation(row, last.get(row.contact_id)));
    },
    /** Makes the conversation when there is none and moves it up the list. */
    touch: (contactId: ContactId, at: Millis): void => void touch.run(contactId, at),
    setUnread: (contactId: ContactId, unread: number): void => void setUnread.run(unread, contactId),
    addUnread: (contactId: ContactId): void => void addUnread.run(contactId),
    setDraft: (contactId: ContactId, draft: string): void => void setDraft.run(draft, contactId),
    /** False when there is no such conversation. Undefined: not muted. */
    setMutedUntil: (contactId: ContactId, until: Millis | undefined): boolean =>
      setMuted.run(until ?? null, contactId).changes > 0,
    /** False when there is no such conversation. Undefined: as in the settings. */
    setRetention: (contactId: ContactId, days: number | undefined): boolean =>
      setRetention.run(days ?? null, contactId).changes > 0,
    remove: (contactId: ContactId): void => void remove.run(contactId),
  };
}
