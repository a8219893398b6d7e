// Messages that were kept long enough, found from the oldest end of a conversation. There is no index of times: messages
// stand in the order of their arrival, but for late ones, which stand at most 200 places too early (spec 2.4).
import type { DeliveryStatus } from "../../shared/delivery";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import type { Database } from "./open";

interface Row {
  id: MessageId;
  arrived_at: number;
  status: DeliveryStatus | null;
}

export interface RetentionRule {
  readonly contactId: ContactId;
  /** 0 for ever; absent: as in the settings. */
  readonly days: number | undefined;
}

/** Still on their way, or waiting for the user: they stay, however old. */
const UNDECIDED: readonly DeliveryStatus[] = ["queued", "sending", "retrying", "held", "failed"];
/** After so many newer ones in a row no older one comes. */
const LATE_PLACES = 200;

export function expiryRepository(db: Database) {
  const rules = db.prepare<[], { contact_id: ContactId; retention_days: number | null }>(
    "SELECT contact_id, retention_days FROM conversations",
  );
  const rowsOf = db.prepare<[ContactId], Row>(
    "SELECT id, arrived_at, status FROM messages WHERE contact_id = ? ORDER BY position",
  );

  const countOld = db
    .prepare<[ContactId, Millis], number>(
      `SELECT count(*) FROM messages WHERE contact_id = ? AND arrived_at < ?
       AND (status IS NULL OR status NOT IN (${UNDECIDED.map((status) => `'${status}'`).join(", ")}))`,
    )
    .pluck();

  function* expired(contactId: ContactId, before: Millis): Generator<MessageId> {
    let newer = 0;
    for (const row of rowsOf.iterate(contactId)) {
      newer = row.arrived_at < before ? 0 : newer + 1;
      if (newer > LATE_PLACES) return;
      if (newer === 0 && (row.status === null || !UNDECIDED.includes(row.status))) yield row.id;
    }
  }

  return {
    rules: (): readonly RetentionRule[] =>
      rules.all().map(({ contact_id, retention_days }) => ({ contactId: contact_id, days: retention_days ?? undefined })),

    /** At most `limit` that came before this moment, the oldest first. */
    expired(contactId: ContactId, before: Millis, limit: number): readonly MessageId[] {
      const ids: MessageId[] = [];
      for (const id of expired(contactId, before)) {
        ids.push(id);
        if (ids.length >= limit) break;
      }
      return ids;
    },

    /** Counted by SQLite alone: reading each row of a long history here would hold up everything else. */
    countExpired: (contactId: ContactId, before: Millis): number => countOld.get(contactId, before) ?? 0,
  };
}
