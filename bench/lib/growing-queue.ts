// What a text on its way out costs in a file with more and more in it. Everything else is put there as rows: it is the amount
// that is wanted.
import { encodeText } from "../../main/protocol/amp-text";
import type { Store } from "../../main/db/store";
import type { Address, ContactId } from "../../shared/ids";

const GAP = 2 ** 24;
const WORDS = ["gate", "ticket", "morning", "concert", "later", "tomorrow", "street", "garden", "window", "coffee"];

const textOf = (number: number): string =>
  Array.from({ length: 8 }, (_, index) => WORDS[(number * 7 + index * 3 + (number >> index)) % WORDS.length]).join(" ");

/** Texts read long ago, in the conversation with the first contact. */
export function addHistory({ db }: Store, messages: number): void {
  const add = db.prepare(
    `INSERT INTO messages (contact_id, kind, position, text, sent_at, arrived_at, amp_nonce, sequence_number, level, read_at)
     VALUES (1, 'peer', @number * ${String(GAP)}, @text, @number, @number, @number, @number, '2.2', @number)`,
  );
  db.transaction(() => {
    for (let number = 1; number <= messages; number += 1) add.run({ number, text: textOf(number) });
  })();
}

/** Contacts with a conversation and a text that waits for its next try tomorrow. */
export function addWaiting(store: Store, own: Address, contacts: number): void {
  const tomorrow = Date.now() + 86_400_000;
  store.transaction(() => {
    for (let number = 1; number <= contacts; number += 1) {
      const address = `waits${String(number)}@bench.stamp` as Address;
      const contactId = store.contacts.insert({ address, localName: undefined, relation: "accepted", createdAt: 1, firstSequenceNumber: 1 });
      store.conversations.touch(contactId, number);
      const row = addWaitingRow(store, own, address, contactId, number);
      store.outgoing.setState(row, "retrying", tomorrow, "no-answer");
    }
  });
}

function addWaitingRow(store: Store, sender: Address, receiver: Address, contactId: ContactId, number: number): number {
  const text = textOf(number);
  const { id: messageId } = store.messages.insertOwn({ contactId, position: GAP, text, at: number, ampNonce: number, sequenceNumber: 1 });
  const { version: ampVersion, payload } = encodeText(text, number);
  return store.outgoing.insert({ time: number, sender, receiver, lane: "text", ampVersion, payload, messageId, onlineAtInsert: 0 });
}
