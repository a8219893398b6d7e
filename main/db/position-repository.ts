// Display order inside a conversation (spec 2.4): arrival, with gaps so that a late text can be placed before
// one that overtook it. A late text takes the first 32nd of the gap it falls into: a backlog of 200 texts that one
// live text overtook comes in ascending order and fits; descending order fits five deep before the tail is renumbered.
import type { ContactId } from "../../shared/ids";
import type { Database } from "./open";

const GAP = 2 ** 24;
/** A lower sequence number by more than this is a restart of the sender's numbering, not a late text. */
const REORDER_WINDOW = 200;
/** Rows of a conversation, newest first, among which the overtaking text is looked for: so many may have to move. */
const LOOKED_AT = 500;

export interface Place {
  readonly position: number;
  /** Rows from there on were given new positions: what the window holds of them is stale. */
  readonly renumbered: boolean;
}

export function positionRepository(db: Database) {
  const last = db.prepare<[ContactId], number>("SELECT max(position) FROM messages WHERE contact_id = ?").pluck();
  const hasLater = db
    .prepare<[ContactId, number, number], number>(
      "SELECT 1 FROM messages WHERE contact_id = ? AND kind = 'peer' AND sequence_number > ? AND sequence_number <= ? LIMIT 1",
    )
    .pluck();
  const lowestLater = db
    .prepare<[ContactId, number, number, number], number | null>(
      `SELECT min(position) FROM messages
       WHERE contact_id = ? AND kind = 'peer' AND sequence_number > ? AND sequence_number <= ? AND position >= ?`,
    )
    .pluck();
  const oldestLookedAt = db
    .prepare<[ContactId, number], number>(
      "SELECT position FROM messages WHERE contact_id = ? ORDER BY position DESC LIMIT 1 OFFSET ?",
    )
    .pluck();
  const previous = db
    .prepare<[ContactId, number], number | null>("SELECT max(position) FROM messages WHERE contact_id = ? AND position < ?")
    .pluck();
  const idsFrom = db
    .prepare<[ContactId, number], number>("SELECT id FROM messages WHERE contact_id = ? AND position >= ? ORDER BY position DESC")
    .pluck();
  const move = db.prepare<[number, number]>("UPDATE messages SET position = ? WHERE id = ?");

  const atEnd = (contactId: ContactId): number => (last.get(contactId) ?? 0) + GAP;

  /** Spreads everything from `position` on, highest first so that no two rows ever share one. */
  function makeRoom(contactId: ContactId, position: number): void {
    const ids = idsFrom.all(contactId, position);
    const top = atEnd(contactId) + ids.length * GAP;
    ids.forEach((id, index) => move.run(top - index * GAP, id));
  }

  function before(contactId: ContactId, position: number): Place {
    const floor = previous.get(contactId, position) ?? position - GAP;
    const room = position - floor;
    if (room > 1) return { position: floor + Math.max(1, Math.floor(room / 32)), renumbered: false };
    makeRoom(contactId, position);
    return { position: floor + GAP, renumbered: true };
  }

  return {
    atEnd,
    /**
     * Place of a text just received from a contact whose sequence numbers mean something (3.1.3):
     * before the first text of the same contact with a higher number, by at most 200, among the newest 500 rows;
     * else the end.
     */
    forSequence(contactId: ContactId, sequenceNumber: number): Place {
      const end: Place = { position: atEnd(contactId), renumbered: false };
      // The usual case, told by the index of the numbers alone: a walk through 500 rows costs more than all the rest.
      if (hasLater.get(contactId, sequenceNumber, sequenceNumber + REORDER_WINDOW) === undefined) return end;
      const from = oldestLookedAt.get(contactId, LOOKED_AT - 1) ?? Number.MIN_SAFE_INTEGER;
      const overtaken = lowestLater.get(contactId, sequenceNumber, sequenceNumber + REORDER_WINDOW, from) ?? undefined;
      return overtaken === undefined ? end : before(contactId, overtaken);
    },
  };
}
