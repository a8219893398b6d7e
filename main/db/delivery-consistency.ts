// The rule "a text in a state with a row has exactly one outgoing text row, and the reverse" (spec 2.2),
// checked and repaired at start. The UNIQUE index on referenced_id already forbids two rows.
import type { ContactId, MessageId } from "../../shared/ids";
import type { Database } from "./open";

export interface TextWithoutRow {
  readonly messageId: MessageId;
  readonly contactId: ContactId;
  readonly text: string;
  readonly ampNonce: number;
}

const WITH_ROW = "('queued', 'sending', 'retrying', 'held')";

/** Own texts whose state needs a queue row that is not there. */
export function textsWithoutRow(db: Database): readonly TextWithoutRow[] {
  return db
    .prepare<[], TextWithoutRow>(
      `SELECT m.id AS messageId, m.contact_id AS contactId, m.text AS text, m.amp_nonce AS ampNonce FROM messages m
       WHERE m.status IN ${WITH_ROW} AND NOT EXISTS (SELECT 1 FROM message_queue q WHERE q.referenced_id = m.id)
       ORDER BY m.position`,
    )
    .all();
}

/** Deletes text rows whose message is final; returns how many. Rows of deleted messages go by the foreign key. */
export function removeRowsWithoutText(db: Database): number {
  return db
    .prepare(
      `DELETE FROM message_queue WHERE is_outgoing = 1 AND
         ((referenced_id IS NULL AND message_protocol_type = 1)
          OR EXISTS (SELECT 1 FROM messages m WHERE m.id = referenced_id AND m.status NOT IN ${WITH_ROW}))`,
    )
    .run().changes;
}

/** Rows whose state differs from their message's take the message's; returns how many. */
export function alignRowStates(db: Database): number {
  return db
    .prepare(
      `UPDATE message_queue SET state = (SELECT m.status FROM messages m WHERE m.id = referenced_id)
       WHERE is_outgoing = 1 AND EXISTS (SELECT 1 FROM messages m WHERE m.id = referenced_id AND m.status <> state)`,
    )
    .run().changes;
}

/** Own texts that were in flight when the app ended. The plus sign makes SQLite read the index of states, not every text. */
export function textsInFlight(db: Database): readonly MessageId[] {
  return db
    .prepare<[], MessageId>("SELECT id FROM messages WHERE status = 'sending' ORDER BY +id")
    .pluck()
    .all();
}
