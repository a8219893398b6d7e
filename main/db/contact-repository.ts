// Rows of `contacts`: who a person is to us, the protocol pin and the number of our next text.
import type { ProtocolLevel } from "../../shared/capability";
import type { ProtocolPin, Relation } from "../../shared/contact";
import type { Address, ContactId, Millis } from "../../shared/ids";
import type { Database } from "./open";

export interface ContactRow {
  readonly id: ContactId;
  readonly address: Address;
  readonly localName: string | undefined;
  readonly relation: Relation;
  readonly createdAt: Millis;
  readonly lastSeenAt: Millis | undefined;
  readonly pin: ProtocolPin | undefined;
  /** The user allows unencrypted text (spec 1.12). */
  readonly plainTextAllowed: boolean;
}

interface Row {
  id: ContactId;
  address: Address;
  local_name: string | null;
  relation: Relation;
  created_at: number;
  last_seen_at: number | null;
  pin_level: ProtocolLevel | null;
  pin_since: number | null;
  pin_by: ProtocolPin["by"] | null;
  plain_text_allowed: number;
}

function fromRow(row: Row): ContactRow {
  const { pin_level: level, pin_since: since, pin_by: by } = row;
  return {
    id: row.id,
    address: row.address,
    localName: row.local_name ?? undefined,
    relation: row.relation,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at ?? undefined,
    pin: level === null || since === null || by === null ? undefined : { level, since, by },
    plainTextAllowed: row.plain_text_allowed === 1,
  };
}

export function contactRepository(db: Database) {
  const byId = db.prepare<[ContactId], Row>("SELECT * FROM contacts WHERE id = ?");
  const byAddress = db.prepare<[string], Row>("SELECT * FROM contacts WHERE address = ?");
  const all = db.prepare<[], Row>("SELECT * FROM contacts ORDER BY id");
  const insert = db.prepare<[Address, string | null, Relation, Millis, number]>(
    `INSERT INTO contacts (address, local_name, relation, created_at, next_sequence_number) VALUES (?, ?, ?, ?, ?)`,
  );
  const setRelation = db.prepare<[Relation, ContactId]>("UPDATE contacts SET relation = ? WHERE id = ?");
  const setName = db.prepare<[string | null, ContactId]>("UPDATE contacts SET local_name = ? WHERE id = ?");
  const setSeen = db.prepare<[Millis, ContactId]>("UPDATE contacts SET last_seen_at = ? WHERE id = ?");
  const setPin = db.prepare<[ProtocolLevel, Millis, ProtocolPin["by"], ContactId]>(
    "UPDATE contacts SET pin_level = ?, pin_since = ?, pin_by = ? WHERE id = ?",
  );
  const setPlainText = db.prepare<[number, ContactId]>("UPDATE contacts SET plain_text_allowed = ? WHERE id = ?");
  const statementSent = db.prepare<[ContactId], string | null>("SELECT statement_sent FROM contacts WHERE id = ?").pluck();
  const setStatementSent = db.prepare<[string | null, ContactId]>("UPDATE contacts SET statement_sent = ? WHERE id = ?");
  const takeNumber = db
    .prepare<[ContactId], number>(
      `UPDATE contacts SET next_sequence_number = (next_sequence_number + 1) % 4294967296
       WHERE id = ? RETURNING (next_sequence_number + 4294967295) % 4294967296`,
    )
    .pluck();
  const find = (row: Row | undefined) => (row === undefined ? undefined : fromRow(row));

  return {
    find: (id: ContactId) => find(byId.get(id)),
    findByAddress: (address: Address) => find(byAddress.get(address)),
    all: (): readonly ContactRow[] => all.all().map(fromRow),

    /** `firstSequenceNumber` is a random 31-bit value (spec 1.4, field 3). */
    insert(row: {
      readonly address: Address;
      readonly localName: string | undefined;
      readonly relation: Relation;
      readonly createdAt: Millis;
      readonly firstSequenceNumber: number;
    }): ContactId {
      const { lastInsertRowid } = insert.run(
        row.address,
        row.localName ?? null,
        row.relation,
        row.createdAt,
        row.firstSequenceNumber,
      );
      return Number(lastInsertRowid) as ContactId;
    },
    setRelation: (id: ContactId, relation: Relation): void => void setRelation.run(relation, id),
    setLocalName: (id: ContactId, name: string | undefined): void => void setName.run(name ?? null, id),
    setLastSeen: (id: ContactId, at: Millis): void => void setSeen.run(at, id),
    /** Mark of the last capability statement to this contact; undefined while one is owed. */
    statementSent: (id: ContactId): string | undefined => statementSent.get(id) ?? undefined,
    setStatementSent: (id: ContactId, mark: string | undefined): void => void setStatementSent.run(mark ?? null, id),
    setPin: (id: ContactId, pin: ProtocolPin): void => void setPin.run(pin.level, pin.since, pin.by, id),
    setPlainTextAllowed: (id: ContactId, allowed: boolean): void => void setPlainText.run(allowed ? 1 : 0, id),
    /** Number of the next text; never given twice. */
    takeSequenceNumber(id: ContactId): number {
      const number = takeNumber.get(id);
      if (number === undefined) throw new Error(`no contact ${String(id)}`);
      return number;
    },
  };
}
