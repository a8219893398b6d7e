// Rows of `capability_reports`: what a contact's app said it supports, one row per change, newest counts.
import type { CapabilityCarrier, CapabilityKnowledge } from "../../shared/capability";
import type { ContactId, Millis } from "../../shared/ids";
import type { Database } from "./open";

/** History kept per contact; the panel shows it, nothing else needs it. */
const KEPT_PER_CONTACT = 100;

interface Row {
  carrier: CapabilityCarrier;
  strings: string;
  since: Millis;
}

const fromRow = (row: Row): CapabilityKnowledge => ({
  carrier: row.carrier,
  strings: JSON.parse(row.strings) as string[],
  since: row.since,
});

export function capabilityRepository(db: Database) {
  const newest = db.prepare<[ContactId], Row>(
    "SELECT carrier, strings, since FROM capability_reports WHERE contact_id = ? ORDER BY id DESC LIMIT 1",
  );
  const history = db.prepare<[ContactId], Row>(
    "SELECT carrier, strings, since FROM capability_reports WHERE contact_id = ? ORDER BY id DESC",
  );
  const statementTime = db
    .prepare<[ContactId], Millis | null>(
      "SELECT max(since) FROM capability_reports WHERE contact_id = ? AND carrier = 'statement'",
    )
    .pluck();
  const insert = db.prepare<[ContactId, CapabilityCarrier, string, Millis]>(
    "INSERT INTO capability_reports (contact_id, carrier, strings, since) VALUES (?, ?, ?, ?)",
  );
  const confirm = db.prepare<[Millis, ContactId]>(
    "UPDATE capability_reports SET since = ?, is_overruled = 0 WHERE id = (SELECT max(id) FROM capability_reports WHERE contact_id = ?)",
  );
  const binding = db
    .prepare<[ContactId], string>(
      "SELECT strings FROM capability_reports WHERE contact_id = ? AND carrier = 'statement' AND is_overruled = 0",
    )
    .pluck();
  const overrule = db.prepare<[ContactId]>("UPDATE capability_reports SET is_overruled = 1 WHERE contact_id = ?");
  // Whatever else is forgotten, the newest signed statement stays: an older one must not win against it.
  const trim = db.prepare<[ContactId, ContactId, number, ContactId]>(
    `DELETE FROM capability_reports WHERE contact_id = ?
       AND id <= (SELECT id FROM capability_reports WHERE contact_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)
       AND id IS NOT (SELECT id FROM capability_reports WHERE contact_id = ? AND carrier = 'statement'
                      ORDER BY since DESC LIMIT 1)`,
  );

  return {
    newest(id: ContactId): CapabilityKnowledge | undefined {
      const row = newest.get(id);
      return row === undefined ? undefined : fromRow(row);
    },
    /** Newest first. */
    history: (id: ContactId): readonly CapabilityKnowledge[] => history.all(id).map(fromRow),
    /** Greatest signed time of a statement. */
    newestStatementTime: (id: ContactId): Millis | undefined => statementTime.get(id) ?? undefined,
    /** Lists of the statements that prove something: the user decided nothing else since. */
    binding: (id: ContactId): readonly (readonly string[])[] => binding.all(id).map((strings) => JSON.parse(strings) as string[]),
    /** What was stated so far proves nothing any more. */
    overrule: (id: ContactId): void => void overrule.run(id),
    insert(id: ContactId, knowledge: CapabilityKnowledge): void {
      insert.run(id, knowledge.carrier, JSON.stringify(knowledge.strings), knowledge.since);
      trim.run(id, id, KEPT_PER_CONTACT, id);
    },
    /** The newest report was repeated at `since`. */
    confirmNewest: (id: ContactId, since: Millis): void => void confirm.run(since, id),
  };
}
