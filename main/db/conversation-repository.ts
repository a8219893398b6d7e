// Rows of `conversations`: what the list shows besides the messages themselves.
import type { DeliveryStatus } from "../../shared/delivery";
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

export function conversationRepository(db: Database) {
  const byContact = db.prepare<[ContactId], Row>("SELECT * FROM conversations WHERE contact_id = ?");
  const all = db.prepare<[], Row>("SELECT * FROM conversations ORDER BY last_activity DESC");
  const lastMessage = db.prepare<[ContactId], MessageRow>(
    "SELECT * FROM messages WHERE contact_id = ? ORDER BY position DESC LIMIT 1",
  );
  const countStatus = db
    .prepare<[ContactId, DeliveryStatus], number>("SELECT count(*) FROM messages WHERE contact_id = ? AND status = ?")
    .pluck();
  const countOlder = db
    .prepare<[ContactId], number>(
      `SELECT count(*) FROM message_queue WHERE ${WAITS_FOR_A_LOOK} AND sender = (SELECT address FROM contacts WHERE id = ?)`,
    )
    .pluck();
  const touch = db.prepare<[ContactId, Millis]>(
    `INSERT INTO conversations (contact_id, last_activity) VALUES (?, ?)
     ON CONFLICT (contact_id) DO UPDATE SET last_activity = max(last_activity, excluded.last_activity)`,
  );
  const setUnread = db.prepare<[number, ContactId]>("UPDATE conversations SET unread = ? WHERE contact_id = ?");
  const addUnread = db.prepare<[ContactId]>("UPDATE conversations SET unread = unread + 1 WHERE contact_id = ?");
  const setDraft = db.prepare<[string, ContactId]>("UPDATE conversations SET draft = ? WHERE contact_id = ?");
  const remove = db.prepare<[ContactId]>("DELETE FROM conversations WHERE contact_id = ?");

  const toConversation = (row: Row): Conversation => {
    const last = lastMessage.get(row.contact_id);
    return {
      contactId: row.contact_id,
      ...(last === undefined ? {} : { lastMessage: toMessage(last) }),
      lastActivity: row.last_activity,
      unread: row.unread,
      draft: row.draft,
      failed: countStatus.get(row.contact_id, "failed") ?? 0,
      held: countStatus.get(row.contact_id, "held") ?? 0,
      olderWaiting: countOlder.get(row.contact_id) ?? 0,
      ...(row.muted_until === null ? {} : { mutedUntil: row.muted_until }),
      ...(row.retention_days === null ? {} : { retentionDays: row.retention_days }),
    };
  };

  return {
    find(contactId: ContactId): Conversation | undefined {
      const row = byContact.get(contactId);
      return row === undefined ? undefined : toConversation(row);
    },
    all: (): readonly Conversation[] => all.all().map(toConversation),
    /** Makes the conversation when there is none and moves it up the list. */
    touch: (contactId: ContactId, at: Millis): void => void touch.run(contactId, at),
    setUnread: (contactId: ContactId, unread: number): void => void setUnread.run(unread, contactId),
    addUnread: (contactId: ContactId): void => void addUnread.run(contactId),
    setDraft: (contactId: ContactId, draft: string): void => void setDraft.run(draft, contactId),
    remove: (contactId: ContactId): void => void remove.run(contactId),
  };
}
