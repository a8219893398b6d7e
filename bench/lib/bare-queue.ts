// What a text on its way out costs when nothing but SQLite is called: the same rows written in as many durable transactions
// as the product needs for it (docs/delivery.md), each table once in each, with the one reading that cannot be left out, that
// of the row to send. The file has the product's schema, key and pragmas, so that indexes and triggers are the same as well.
import { randomInt } from "node:crypto";
import type { Database } from "../../main/db/open";
import { encodeText } from "../../main/protocol/amp-text";
import { rawCopyKey } from "../../main/protocol/duplicate-keys";
import type { Corpus } from "./two-people";

/** Of `bareQueue`: the text with its row, the attempt before it leaves, its answer. */
export const BARE_TRANSACTIONS = 3;

/** Takes one text through the queue of Alice's file. */
export function bareQueue(db: Database, { alice, bob }: Corpus, body: string): (text: string) => void {
  const now = Date.now();
  const toKey = bob.identity.certificate.publicKey.spkiSha256;
  db.prepare("INSERT INTO contacts (id, address, relation, created_at, next_sequence_number) VALUES (1, ?, 'accepted', ?, 1)").run(bob.address, now);
  db.prepare("INSERT INTO conversations (contact_id, last_activity) VALUES (1, ?)").run(now);

  const takeNumber = db
    .prepare<[], number>("UPDATE contacts SET next_sequence_number = next_sequence_number + 1 WHERE id = 1 RETURNING next_sequence_number - 1")
    .pluck();
  const addText = db.prepare(
    `INSERT INTO messages (contact_id, kind, position, text, sent_at, arrived_at, amp_nonce, sequence_number, status)
     VALUES (1, 'own', @number * 16777216, @text, @at, @at, @nonce, @number, 'queued')`,
  );
  const addRow = db.prepare(
    `INSERT INTO message_queue (time, sender, receiver, is_outgoing, state, message_protocol_type, message_protocol_version,
       mime_type, transport_payload, referenced_id, online_at_insert)
     VALUES (@at, @sender, @receiver, 1, 'queued', 1, @version, 'application/x-phonex-mime', @payload, @id, 0)`,
  );
  const touch = db.prepare<[number]>("UPDATE conversations SET last_activity = ?, draft = '' WHERE contact_id = 1");
  const head = db.prepare<[string], { id: number; referenced_id: number; transport_payload: Uint8Array }>(
    `SELECT id, referenced_id, transport_payload FROM message_queue
     WHERE is_outgoing = 1 AND receiver = ? AND message_protocol_type = 1 AND state <> 'held' ORDER BY id LIMIT 1`,
  );
  const startRow = db.prepare(
    `UPDATE message_queue SET state = 'sending', send_counter = send_counter + 1, send_attempts = send_attempts + 1,
       resend_time = NULL, final_message = @body, final_message_sha256 = @sha256, transport_protocol_type = 2,
       transport_protocol_version = 3, sealed_to_key = @toKey, sealed_level = '2.2' WHERE id = @row`,
  );
  const startText = db.prepare(
    `UPDATE messages SET status = 'sending', attempts = attempts + 1, level = '2.2', stp_type = 2, stp_version = 3,
       recipient_key = @toKey, wire_size = @wireSize WHERE id = @id`,
  );
  const addAttempt = db.prepare<[number | bigint, number]>("INSERT INTO send_attempts (message_id, started_at) VALUES (?, ?)");
  const endAttempt = db.prepare<[number, number | bigint]>("UPDATE send_attempts SET ended_at = ?, outcome = 'sent' WHERE id = ?");
  const endText = db.prepare<[number, number]>("UPDATE messages SET status = 'sent', settled_at = ? WHERE id = ?");
  const removeRow = db.prepare<[number]>("DELETE FROM message_queue WHERE id = ?");
  const durably = db.transaction((work: () => void) => { work(); }).immediate;

  return (text) => {
    const at = Date.now();
    const nonce = randomInt(1, 2 ** 32);
    durably(() => {
      const { version, payload } = encodeText(text, nonce);
      const { lastInsertRowid: id } = addText.run({ number: takeNumber.get(), text, at, nonce });
      addRow.run({ at, sender: alice.address, receiver: bob.address, version, payload, id });
      touch.run(at);
    });
    const row = head.get(bob.address);
    if (row === undefined) throw new Error("a row just written is gone");
    let attempt: number | bigint = 0;
    durably(() => {
      startRow.run({ body, sha256: rawCopyKey(alice.address, body), toKey, row: row.id });
      startText.run({ toKey, wireSize: body.length, id: row.referenced_id });
      attempt = addAttempt.run(row.referenced_id, at).lastInsertRowid;
    });
    durably(() => {
      endAttempt.run(Date.now(), attempt);
      endText.run(Date.now(), row.referenced_id);
      removeRow.run(row.id);
    });
  };
}
