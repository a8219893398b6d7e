// Pages of `messages` by keyset: what lies next to a position, found through the index of positions, however long the
// history is. There is no index of times; messages stand in the order of their arrival but for late ones, so a moment
// is found by halving the positions.
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import type { Message } from "../../shared/message";
import type { MessagePage } from "../../shared/message-page";
import { toMessage, type MessageRow } from "./message-row";
import type { Database } from "./open";

/** More than the largest page of texts that people write; a received text may have 1 MiB (spec 1.6). */
const PAGE_CHARACTERS = 4 * 1024 * 1024;

const END = Number.MAX_SAFE_INTEGER;

/** Where a message stands. */
export interface MessagePlace {
  readonly id: MessageId;
  readonly position: number;
}

export function messagePageRepository(db: Database) {
  const downwards = db.prepare<[ContactId, number, number], MessageRow>(
    "SELECT * FROM messages WHERE contact_id = ? AND position < ? ORDER BY position DESC LIMIT ?",
  );
  const upwards = db.prepare<[ContactId, number, number], MessageRow>(
    "SELECT * FROM messages WHERE contact_id = ? AND position > ? ORDER BY position LIMIT ?",
  );
  const existsBefore = db
    .prepare<[ContactId, number], number>("SELECT EXISTS (SELECT 1 FROM messages WHERE contact_id = ? AND position < ?)")
    .pluck();
  const existsAfter = db
    .prepare<[ContactId, number], number>("SELECT EXISTS (SELECT 1 FROM messages WHERE contact_id = ? AND position > ?)")
    .pluck();
  const placeOf = db.prepare<[MessageId, ContactId], MessagePlace>("SELECT id, position FROM messages WHERE id = ? AND contact_id = ?");
  const firstFrom = db.prepare<[ContactId, number], MessagePlace & { arrived_at: number }>(
    "SELECT id, position, arrived_at FROM messages WHERE contact_id = ? AND position >= ? ORDER BY position LIMIT 1",
  );
  const newest = db.prepare<[ContactId], MessagePlace>(
    "SELECT id, position FROM messages WHERE contact_id = ? ORDER BY position DESC LIMIT 1",
  );
  // From the newest downwards: unread texts stand at the end, and the first of so many is found before all is read.
  const unreadPlace = db.prepare<[ContactId, number], MessagePlace>(
    `SELECT id, position FROM messages WHERE contact_id = ? AND kind = 'peer' AND read_at IS NULL
     ORDER BY position DESC LIMIT 1 OFFSET ?`,
  );
  const unreadCount = db.prepare<[ContactId], number>("SELECT unread FROM conversations WHERE contact_id = ?").pluck();

  /** Fewer than `limit` when they are very long, but one at least. */
  const take = (rows: IterableIterator<MessageRow>): Message[] => {
    const messages: Message[] = [];
    let characters = 0;
    for (const row of rows) {
      characters += row.text?.length ?? 0;
      if (messages.length > 0 && characters > PAGE_CHARACTERS) break;
      messages.push(toMessage(row));
    }
    return messages;
  };
  const below = (contactId: ContactId, position: number, limit: number) => take(downwards.iterate(contactId, position, limit)).reverse();
  const above = (contactId: ContactId, position: number, limit: number) => take(upwards.iterate(contactId, position, limit));

  const page = (contactId: ContactId, messages: readonly Message[]): MessagePage => {
    const [first, last] = [messages[0], messages.at(-1)];
    return {
      messages,
      older: first !== undefined && existsBefore.get(contactId, first.position) === 1,
      newer: last !== undefined && existsAfter.get(contactId, last.position) === 1,
    };
  };

  return {
    /** At most `limit` messages below a position, without one the newest. */
    before: (contactId: ContactId, position: number | undefined, limit: number): MessagePage =>
      page(contactId, below(contactId, position ?? END, limit)),

    after: (contactId: ContactId, position: number, limit: number): MessagePage =>
      page(contactId, above(contactId, position, limit)),

    /** A third of it before the place, which is in it; more of either when the other side has fewer. */
    around(contactId: ContactId, { id, position }: MessagePlace, limit: number): MessagePage {
      const head = below(contactId, position, Math.floor(limit / 3));
      const tail = above(contactId, position - 1, limit - head.length);
      const rest = limit - head.length - tail.length;
      const lead = rest > 0 && head[0] !== undefined ? below(contactId, head[0].position, rest) : [];
      return { ...page(contactId, [...lead, ...head, ...tail]), found: id };
    },

    placeOf: (contactId: ContactId, id: MessageId): MessagePlace | undefined => placeOf.get(id, contactId),

    /** The first message that arrived then or later, else the newest. */
    placeAt(contactId: ContactId, at: Millis): MessagePlace | undefined {
      const last = newest.get(contactId);
      let low = firstFrom.get(contactId, Number.MIN_SAFE_INTEGER)?.position;
      if (last === undefined || low === undefined) return undefined;
      let high = last.position;
      while (low < high) {
        const middle: number = Math.floor((low + high) / 2);
        const row = firstFrom.get(contactId, middle);
        if (row === undefined || row.arrived_at >= at) high = middle;
        else low = row.position + 1;
      }
      return firstFrom.get(contactId, low) ?? last;
    },

    /** The oldest of the texts that count as unread. */
    firstUnread(contactId: ContactId): MessagePlace | undefined {
      const count = unreadCount.get(contactId) ?? 0;
      return count === 0 ? undefined : (unreadPlace.get(contactId, count - 1) ?? unreadPlace.get(contactId, 0));
    },
  };
}
