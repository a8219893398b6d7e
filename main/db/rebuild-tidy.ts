// Makes a file that was put together from two agree with itself (spec 2.2, 2.5): whose contact is gone, what refers to
// nothing, counts, and numbers that may have been used after the last state that could be read.
import { alignRowStates, removeRowsWithoutText } from "./delivery-consistency";
import { jumpInNumbers } from "./numbering-jump";
import type { Database } from "./open";

export interface Tidied {
  /** Conversations whose contact could not be read: they stay, under an address that says so. */
  readonly namelessContacts: number;
  /** Rows that referred to what is gone. */
  readonly removed: number;
}

/** `textsMissing`: there may be texts that were received and are not there any more. */
export function tidyRebuilt(db: Database, { textsMissing }: { readonly textsMissing: boolean }): Tidied {
  const namelessContacts = addNamelessContacts(db);
  const removed = removeWithoutReference(db) + removeRowsWithoutText(db);
  alignRowStates(db);
  // A text of the contact that is gone here may be sent once more; replays of the old bytes are still known. And what
  // forbids unencrypted text may be gone, a key or the user's word: it is asked for anew (spec 1.12).
  if (textsMissing) {
    db.exec(`DELETE FROM received_texts WHERE NOT EXISTS (SELECT 1 FROM messages m
               WHERE m.contact_id = received_texts.contact_id AND m.amp_nonce = received_texts.amp_nonce AND m.kind = 'peer');
             UPDATE contacts SET plain_text_allowed = 0`);
  }
  db.exec(`
    INSERT INTO conversations (contact_id, last_activity)
      SELECT contact_id, max(arrived_at) FROM messages GROUP BY contact_id ON CONFLICT DO NOTHING;
    UPDATE conversations SET unread =
      (SELECT count(*) FROM messages m WHERE m.contact_id = conversations.contact_id AND m.kind = 'peer' AND m.read_at IS NULL);
  `);
  jumpInNumbers(db);
  return { namelessContacts, removed };
}

function addNamelessContacts(db: Database): number {
  return db
    .prepare(
      `INSERT INTO contacts (id, address, relation, created_at, next_sequence_number)
         SELECT contact_id, 'unknown-' || contact_id || '@damaged.invalid', 'accepted', min(arrived_at), contact_id * 65536
         FROM messages WHERE contact_id NOT IN (SELECT id FROM contacts) GROUP BY contact_id`,
    )
    .run().changes;
}

function removeWithoutReference(db: Database): number {
  let removed = 0;
  for (;;) {
    const broken = db.pragma("foreign_key_check") as readonly { readonly table: string; readonly rowid: number | null }[];
    const before = removed;
    for (const { table, rowid } of broken) {
      // A table without row ids: received_texts, whose contact is gone.
      if (rowid === null) continue;
      removed += db.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid).changes;
    }
    removed += db.prepare("DELETE FROM received_texts WHERE contact_id NOT IN (SELECT id FROM contacts)").run().changes;
    if (removed === before) return removed;
  }
}
