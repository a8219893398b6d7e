// Rows of `messages`: texts and notes of the conversations. Their pages are in message-page-repository.ts.
import type { ProtocolLevel } from "../../shared/capability";
import type { Delivery, DeliveryStatus } from "../../shared/delivery";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import type { Message, MessageMark, Note, NoteLine, OwnText } from "../../shared/message";
import { fromDelivery, toFacts, toMessage, type MessageRow, type OwnTextFacts } from "./message-row";
import type { Database } from "./open";
import { giveUpIndex } from "./search-damage";
import { MANY_AT_ONCE } from "./search-index";

export interface NewOwnText {
  readonly contactId: ContactId;
  readonly position: number;
  readonly text: string;
  readonly at: Millis;
  readonly ampNonce: number;
  readonly sequenceNumber: number;
}

export interface NewPeerText {
  readonly contactId: ContactId;
  readonly position: number;
  readonly text: string;
  readonly sentAt: Millis;
  readonly arrivedAt: Millis;
  /** Absent: it came without any protocol. */
  readonly ampNonce: number | undefined;
  readonly sequenceNumber: number | undefined;
  readonly level: ProtocolLevel | undefined;
  readonly marks: readonly MessageMark[];
}

/** When something became known about an own text; absent ones stay as they are. */
export interface DeliveryTimes {
  readonly settledAt?: Millis;
  readonly deliveredAt?: Millis;
  readonly readAt?: Millis;
}

export interface Sealing {
  readonly level: ProtocolLevel;
  readonly stp: { readonly type: number; readonly version: number };
  readonly recipientKey: string;
  readonly wireSize: number;
}

const PLAIN: readonly MessageMark[] = ["plain-text"];

export function messageRepository(db: Database) {
  const byId = db.prepare<[MessageId], MessageRow>("SELECT * FROM messages WHERE id = ?");
  const insertOwn = db.prepare(
    `INSERT INTO messages (contact_id, kind, position, text, sent_at, arrived_at, amp_nonce, sequence_number, status)
     VALUES (@contactId, 'own', @position, @text, @at, @at, @ampNonce, @sequenceNumber, 'queued')`,
  );
  const insertPeer = db.prepare(
    `INSERT INTO messages (contact_id, kind, position, text, sent_at, arrived_at, amp_nonce, sequence_number, level, marks)
     VALUES (@contactId, 'peer', @position, @text, @sentAt, @arrivedAt, @ampNonce, @sequenceNumber, @level, @marks)`,
  );
  const insertNote = db.prepare<[ContactId, number, string, Millis, Millis]>(
    "INSERT INTO messages (contact_id, kind, position, note, sent_at, arrived_at) VALUES (?, 'note', ?, ?, ?, ?)",
  );
  const updateNote = db.prepare<[string, MessageId]>("UPDATE messages SET note = ? WHERE id = ?");
  const ownByNonce = db.prepare<[ContactId, number], MessageRow>(
    "SELECT * FROM messages WHERE contact_id = ? AND amp_nonce = ? AND kind = 'own'",
  );
  const setDelivery = db.prepare(
    `UPDATE messages SET status = @status, status_detail = @detail, settled_at = coalesce(@settledAt, settled_at),
       delivered_at = coalesce(@deliveredAt, delivered_at), read_at = coalesce(@readAt, read_at) WHERE id = @id`,
  );
  const countAttempt = db.prepare<[MessageId]>("UPDATE messages SET attempts = attempts + 1 WHERE id = ?");
  const uncountAttempt = db.prepare<[MessageId]>("UPDATE messages SET attempts = attempts - 1 WHERE id = ? AND attempts > 0");
  const setSealing = db.prepare<[ProtocolLevel, number, number, string, number, MessageId]>(
    "UPDATE messages SET level = ?, stp_type = ?, stp_version = ?, recipient_key = ?, wire_size = ? WHERE id = ?",
  );
  const setPlain = db.prepare<[string, number, MessageId]>(
    `UPDATE messages SET marks = ?, level = NULL, stp_type = NULL, stp_version = NULL, recipient_key = NULL, wire_size = ?
     WHERE id = ?`,
  );
  const unreadUpTo = db
    .prepare<[ContactId, number, number], number | null>(
      `SELECT amp_nonce FROM messages WHERE contact_id = ? AND position BETWEEN ? AND ? AND kind = 'peer' AND read_at IS NULL
       ORDER BY position`,
    )
    .pluck();
  const readUpTo = db.prepare<[Millis, ContactId, number, number]>(
    "UPDATE messages SET read_at = ? WHERE contact_id = ? AND position BETWEEN ? AND ? AND kind = 'peer' AND read_at IS NULL",
  );
  const countUnread = db
    .prepare<[ContactId], number>(
      "SELECT count(*) FROM messages WHERE contact_id = ? AND kind = 'peer' AND read_at IS NULL",
    )
    .pluck();
  const peerNonces = db
    .prepare<[ContactId, number], number>(
      `SELECT amp_nonce FROM messages WHERE contact_id = ? AND kind = 'peer' AND amp_nonce IS NOT NULL
       ORDER BY position DESC LIMIT ?`,
    )
    .pluck();
  // The plus sign keeps SQLite from walking the whole conversation in its order to find the few in this state.
  const idsWithStatus = db
    .prepare<[ContactId, DeliveryStatus], MessageId>(
      "SELECT id FROM messages WHERE contact_id = ? AND status = ? ORDER BY +position",
    )
    .pluck();
  const countPeers = db
    .prepare<[ContactId], number>("SELECT count(*) FROM messages WHERE contact_id = ? AND kind = 'peer'")
    .pluck();
  const notesSince = db.prepare<[ContactId, Millis], MessageRow>(
    "SELECT * FROM messages WHERE contact_id = ? AND kind = 'note' AND arrived_at >= ? ORDER BY arrived_at DESC, id DESC",
  );
  const unreceipted = db
    .prepare<[ContactId, Millis, Millis], MessageId>(
      `SELECT id FROM messages WHERE contact_id = ? AND status IN ('sent', 'stored') AND settled_at >= ? AND settled_at < ?
       ORDER BY id`,
    )
    .pluck();
  const remove = db.prepare<[MessageId]>("DELETE FROM messages WHERE id = ?");
  const removeAll = db.prepare<[ContactId]>("DELETE FROM messages WHERE contact_id = ?");
  const countIndexed = db
    .prepare<[ContactId, number], number>(
      `SELECT count(*) FROM (SELECT 1 FROM messages WHERE contact_id = ? AND text IS NOT NULL
         AND id >= (SELECT indexed_from FROM search_progress) LIMIT ?)`,
    )
    .pluck();

  const find = (id: MessageId): Message | undefined => {
    const row = byId.get(id);
    return row === undefined ? undefined : toMessage(row);
  };
  const inserted = (id: number | bigint): Message => {
    const message = find(Number(id) as MessageId);
    if (message === undefined) throw new Error("a message just written is gone");
    return message;
  };

  return {
    find,
    findOwn(id: MessageId): { readonly message: OwnText; readonly facts: OwnTextFacts } | undefined {
      const row = byId.get(id);
      if (row?.kind !== "own") return undefined;
      return { message: toMessage(row) as OwnText, facts: toFacts(row) };
    },
    findOwnByNonce(contactId: ContactId, ampNonce: number): OwnText | undefined {
      const row = ownByNonce.get(contactId, ampNonce);
      return row === undefined ? undefined : (toMessage(row) as OwnText);
    },
    insertOwn: (text: NewOwnText): OwnText => inserted(insertOwn.run(text).lastInsertRowid) as OwnText,
    insertPeer({ marks, ampNonce, sequenceNumber, level, ...text }: NewPeerText): Message {
      const absent = { ampNonce: ampNonce ?? null, sequenceNumber: sequenceNumber ?? null, level: level ?? null };
      return inserted(insertPeer.run({ ...text, ...absent, marks: JSON.stringify(marks) }).lastInsertRowid);
    },
    insertNote: (contactId: ContactId, position: number, note: Note, at: Millis): Message =>
      inserted(insertNote.run(contactId, position, JSON.stringify(note), at, at).lastInsertRowid),
    /** Newest first. */
    notesSince: (contactId: ContactId, at: Millis): readonly NoteLine[] =>
      notesSince.all(contactId, at).map((row) => toMessage(row) as NoteLine),
    updateNote: (id: MessageId, note: Note): void => void updateNote.run(JSON.stringify(note), id),

    setDelivery(id: MessageId, delivery: Delivery, times: DeliveryTimes = {}): void {
      const { status, detail } = fromDelivery(delivery);
      const { settledAt = null, deliveredAt = null, readAt = null } = times;
      setDelivery.run({ id, status, detail, settledAt, deliveredAt, readAt });
    },
    countAttempt: (id: MessageId): void => void countAttempt.run(id),
    /** An attempt that never reached the wire. */
    uncountAttempt: (id: MessageId): void => void uncountAttempt.run(id),
    setSealing: (id: MessageId, { level, stp, recipientKey, wireSize }: Sealing): void =>
      void setSealing.run(level, stp.type, stp.version, recipientKey, wireSize, id),

    /** It goes unencrypted, with so many bytes. */
    setPlain: (id: MessageId, wireSize: number): void => void setPlain.run(JSON.stringify(PLAIN), wireSize, id),

    /** Marks a contact's texts from position `from` up to `position` as read; returns how many were not, and the AMP nonces of those that have one. */
    markRead(contactId: ContactId, position: number, at: Millis, from = Number.MIN_SAFE_INTEGER): { readonly count: number; readonly nonces: readonly number[] } {
      const unread = unreadUpTo.all(contactId, from, position);
      if (unread.length > 0) readUpTo.run(at, contactId, from, position);
      return { count: unread.length, nonces: unread.filter((nonce) => nonce !== null) };
    },
    countUnread: (contactId: ContactId): number => countUnread.get(contactId) ?? 0,
    countPeerTexts: (contactId: ContactId): number => countPeers.get(contactId) ?? 0,
    /** AMP nonces of the contact's newest texts. */
    newestPeerNonces: (contactId: ContactId, limit: number): readonly number[] => peerNonces.all(contactId, limit),
    /** Own texts in a state, in display order. */
    idsWithStatus: (contactId: ContactId, status: DeliveryStatus): readonly MessageId[] =>
      idsWithStatus.all(contactId, status),
    /** Own texts answered by the server between the two times and not acknowledged since. */
    unreceipted: (contactId: ContactId, from: Millis, before: Millis): readonly MessageId[] =>
      unreceipted.all(contactId, from, before),
    remove: (id: MessageId): void => void remove.run(id),
    removeAll(contactId: ContactId): void {
      if ((countIndexed.get(contactId, MANY_AT_ONCE + 1) ?? 0) > MANY_AT_ONCE) giveUpIndex(db);
      removeAll.run(contactId);
    },
  };
}
