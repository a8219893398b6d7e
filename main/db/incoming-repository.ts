// Incoming rows of `message_queue` (spec 2.4): received and promised with a 200, not opened yet or not openable.
import type { ErrorCode } from "../../shared/errors";
import type { Address, Millis } from "../../shared/ids";
import type { Database } from "./open";

/** SQL: kept below the pin until the user looks (spec 1.9). Also while it is tried again, and beyond what is parked. */
export const WAITS_FOR_A_LOOK = "is_outgoing = 0 AND last_error = 'below-pin' AND is_released = 0";

export type IncomingState = "new" | "parked" | "quarantined";

export interface IncomingRow {
  readonly id: number;
  readonly sender: Address;
  /** SIP body as it came. */
  readonly body: string;
  /** Of sender and body (spec 1.8). */
  readonly sha256: Uint8Array;
  readonly receivedAt: Millis;
  /** The server handed it over from its offline store. */
  readonly stored: boolean;
  readonly code: ErrorCode | undefined;
}

interface Row {
  id: number;
  sender: Address;
  final_message: string;
  final_message_sha256: Uint8Array;
  time: number;
  is_stored: number;
  last_error: ErrorCode | null;
}

const fromRow = (row: Row): IncomingRow => ({
  id: row.id,
  sender: row.sender,
  body: row.final_message,
  sha256: row.final_message_sha256,
  receivedAt: row.time,
  stored: row.is_stored === 1,
  code: row.last_error ?? undefined,
});

export function incomingRepository(db: Database) {
  const columns = "id, sender, final_message, final_message_sha256, time, is_stored, last_error";
  const insert = db.prepare<[Millis, Address, Address, string, Uint8Array, number]>(
    `INSERT INTO message_queue (time, sender, receiver, is_outgoing, state, mime_type, final_message, final_message_sha256, is_stored)
     VALUES (?, ?, ?, 0, 'new', 'application/x-phonex-mime', ?, ?, ?)`,
  );
  const fresh = db.prepare<[number], Row>(
    `SELECT ${columns} FROM message_queue WHERE is_outgoing = 0 AND state = 'new' ORDER BY id LIMIT ?`,
  );
  const countFresh = db.prepare<[], number>("SELECT count(*) FROM message_queue WHERE is_outgoing = 0 AND state = 'new'").pluck();
  const setState = db.prepare<[IncomingState, ErrorCode | null, number]>(
    "UPDATE message_queue SET state = ?, last_error = ? WHERE id = ?",
  );
  const countOf = db
    .prepare<[IncomingState, Address], number>(
      "SELECT count(*) FROM message_queue WHERE is_outgoing = 0 AND state = ? AND sender = ?",
    )
    .pluck();
  const unpark = db.prepare<[Address]>(
    "UPDATE message_queue SET state = 'new' WHERE is_outgoing = 0 AND state = 'parked' AND sender = ?",
  );
  const unparkAll = db.prepare("UPDATE message_queue SET state = 'new' WHERE is_outgoing = 0 AND state = 'parked'");
  const releaseOlder = db.prepare<[Address]>(
    `UPDATE message_queue SET state = 'new', is_released = 1 WHERE ${WAITS_FOR_A_LOOK} AND sender = ?`,
  );
  const hold = db.prepare<[Uint8Array, number, Uint8Array, number]>(
    `UPDATE message_queue SET held_replay_key = ?
     WHERE id = ? AND NOT EXISTS (SELECT 1 FROM message_queue WHERE held_replay_key = ? AND id <> ?)`,
  );
  const rememberOlder = db.prepare<[Address]>(
    `INSERT INTO replay_keys (sha256) SELECT held_replay_key FROM message_queue
     WHERE ${WAITS_FOR_A_LOOK} AND held_replay_key IS NOT NULL AND sender = ? ON CONFLICT DO NOTHING`,
  );
  const removeOlder = db.prepare<[Address]>(`DELETE FROM message_queue WHERE ${WAITS_FOR_A_LOOK} AND sender = ?`);
  const isReleased = db.prepare<[number], number>("SELECT is_released FROM message_queue WHERE id = ?").pluck();
  const evictOfSender = db
    .prepare<[Address, Address, number], Uint8Array>(
      `DELETE FROM message_queue WHERE is_outgoing = 0 AND state = 'quarantined' AND sender = ? AND id <=
         (SELECT id FROM message_queue WHERE is_outgoing = 0 AND state = 'quarantined' AND sender = ?
          ORDER BY id DESC LIMIT 1 OFFSET ?)
       RETURNING final_message_sha256`,
    )
    .pluck();
  const evict = db
    .prepare<[number], Uint8Array>(
      `DELETE FROM message_queue WHERE is_outgoing = 0 AND state = 'quarantined' AND id <=
         (SELECT id FROM message_queue WHERE is_outgoing = 0 AND state = 'quarantined' ORDER BY id DESC LIMIT 1 OFFSET ?)
       RETURNING final_message_sha256`,
    )
    .pluck();
  const expire = db
    .prepare<[Millis], Address>(
      "DELETE FROM message_queue WHERE is_outgoing = 0 AND state IN ('parked', 'quarantined') AND time < ? RETURNING sender",
    )
    .pluck();
  const remove = db.prepare<[number]>("DELETE FROM message_queue WHERE id = ? AND is_outgoing = 0");
  const removeOf = db.prepare<[Address]>("DELETE FROM message_queue WHERE is_outgoing = 0 AND sender = ?");
  const exists = db.prepare<[number], number>("SELECT 1 FROM message_queue WHERE id = ? AND is_outgoing = 0").pluck();

  return {
    insert(row: {
      readonly sender: Address;
      readonly receiver: Address;
      readonly body: string;
      readonly sha256: Uint8Array;
      readonly receivedAt: Millis;
      readonly stored: boolean;
    }): void {
      insert.run(row.receivedAt, row.sender, row.receiver, row.body, row.sha256, row.stored ? 1 : 0);
    },
    /** Oldest unopened rows. */
    fresh: (limit: number): readonly IncomingRow[] => fresh.all(limit).map(fromRow),
    countFresh: (): number => countFresh.get() ?? 0,
    exists: (id: number): boolean => exists.get(id) === 1,
    setState: (id: number, state: IncomingState, code: ErrorCode | undefined): void =>
      void setState.run(state, code ?? null, id),
    count: (state: IncomingState, sender: Address): number => countOf.get(state, sender) ?? 0,
    /** Parked rows of a sender are tried again; returns how many. */
    unpark: (sender: Address): number => unpark.run(sender).changes,
    unparkAll: (): number => unparkAll.run().changes,
    /** Keeps the newest `perSender` and `inAll` quarantined rows, parked ones are never touched; returns hashes of those that went. */
    trimQuarantine: (sender: Address, perSender: number, inAll: number): readonly Uint8Array[] =>
      [...evictOfSender.all(sender, sender, perSender), ...evict.all(inAll)],
    /** The user wants to see what of a sender waits below the pin. */
    releaseOlder: (sender: Address): void => void releaseOlder.run(sender),
    /** It waits below the pin; false when it is a copy of one that waits already. */
    hold: (id: number, replayKey: Uint8Array): boolean => hold.run(replayKey, id, replayKey, id).changes === 1,
    /** Deletes what of a sender waits below the pin; it and its copies will not come again. */
    removeOlder(sender: Address): void {
      rememberOlder.run(sender);
      removeOlder.run(sender);
    },
    isReleased: (id: number): boolean => isReleased.get(id) === 1,
    /** Drops parked and quarantined rows received before `at`; returns whose they were. */
    expireBefore: (at: Millis): ReadonlySet<Address> => new Set(expire.all(at)),
    remove: (id: number): void => void remove.run(id),
    removeOf: (sender: Address): void => void removeOf.run(sender),
  };
}
