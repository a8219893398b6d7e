// Fills an account's file with a history of years: one conversation of very many messages that ends in every delivery state,
// one with many unread texts, and very many others. Written row by row as SQL, because it is the amount that is wanted.
import type { Store } from "../../../main/db/store";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { encodeText } from "../../../main/protocol/amp-text";
import type { Address, ContactId, MessageId, Millis } from "../../../shared/ids";
import { STATUSES_WITH_QUEUE_ROW, type Delivery } from "../../../shared/delivery";
import { personName, text } from "./words";

const GAP = 2 ** 24;
const MINUTE: Millis = 60_000;
const DAY: Millis = 24 * 60 * MINUTE;
/** Messages of a day in the long conversation. */
const A_DAY = 170;

export interface HistoryShape {
  /** Of the long conversation. */
  readonly messages: number;
  /** With the long one and the unread one. */
  readonly conversations: number;
  /** Messages of each other conversation. */
  readonly each: number;
  /** Unread texts of the second conversation, which is four times as long. */
  readonly unread: number;
  readonly seed: number;
  /** With whom the long conversation is; it ends with a text that was read, and can go on. Else with nobody who exists. */
  readonly friend?: Address | undefined;
  /** When the history ends. */
  readonly now: Millis;
}

export interface FilledHistory {
  readonly long: { readonly contactId: ContactId; readonly name: string };
  readonly unread: { readonly contactId: ContactId; readonly name: string };
  /** Rows in `messages`. */
  readonly rows: number;
}

/** The last own texts of the long conversation, oldest first. */
const ENDING: readonly Delivery[] = [
  { status: "read" },
  { status: "delivered" },
  { status: "sent" },
  { status: "stored" },
  { status: "failed", reason: { code: "unknown-address", sipStatus: 404 } },
  { status: "held", reason: { code: "below-pin", offered: "2.1", pinned: "2.2" } },
  { status: "queued" },
];

export function fillHistory(store: Store, own: Address, shape: HistoryShape): FilledHistory {
  const random = seededRandom(shape.seed);
  const addText = store.db.prepare(
    `INSERT INTO messages (contact_id, kind, position, text, sent_at, arrived_at, amp_nonce, sequence_number, level, status, settled_at, delivered_at, read_at)
     VALUES (@contactId, @kind, @position, @text, @at, @at, @number, @number, @level, @status, @settled, @delivered, @read)`,
  );
  let rows = 0;

  function person(number: number, address = `person${String(number)}@history.stamp` as Address): { readonly contactId: ContactId; readonly name: string; readonly address: Address } {
    const name = personName(number);
    const contactId = store.contacts.insert({ address, localName: name, relation: "accepted", createdAt: shape.now - 900 * DAY, firstSequenceNumber: 1 });
    return { contactId, name, address };
  }

  function add(contactId: ContactId, number: number, at: Millis, own: boolean, read: boolean): MessageId {
    const values = { contactId, position: number * GAP, text: text(number, random), at, number };
    const done = own
      ? { kind: "own", level: "2.2", status: read ? "read" : "delivered", settled: at + 300, delivered: at + 900, read: read ? at + 5000 : null }
      : { kind: "peer", level: "2.2", status: null, settled: null, delivered: null, read: read ? at + 5000 : null };
    rows += 1;
    return Number(addText.run({ ...values, ...done }).lastInsertRowid) as MessageId;
  }

  /** Bursts of talk over the days, the last message at `end`. */
  function talk(contactId: ContactId, count: number, end: Millis, unread = 0): void {
    let own = false;
    for (let number = 1; number <= count; number += 1) {
      const back = count - number;
      const at = end - Math.floor(back / A_DAY) * DAY - (back % A_DAY) * 4 * MINUTE;
      const isUnread = back < unread;
      if (random.uint32() % 3 === 0) own = !own;
      add(contactId, number, at, own && !isUnread, !isUnread);
    }
    store.conversations.touch(contactId, end);
    store.conversations.setUnread(contactId, unread);
  }

  return store.transaction(() => {
    const others = Array.from({ length: Math.max(0, shape.conversations - 2) }, (_, index) => person(index + 3));
    others.forEach(({ contactId }, index) => {
      talk(contactId, shape.each, shape.now - (others.length - index) * 37 * MINUTE, index % 9 === 0 ? Math.min(shape.each, 1 + (index % 5)) : 0);
    });
    const unread = person(2);
    talk(unread.contactId, shape.unread * 4, shape.now - 30 * MINUTE, shape.unread);
    const long = person(1, shape.friend);
    talk(long.contactId, shape.messages, shape.now - 20 * MINUTE);
    const ending = shape.friend === undefined ? ENDING : ENDING.slice(0, 1);
    ending.forEach((delivery, index) => {
      const id = add(long.contactId, shape.messages + index + 1, shape.now - (20 - index) * MINUTE, true, false);
      store.messages.setDelivery(id, delivery);
      if (!STATUSES_WITH_QUEUE_ROW.includes(delivery.status)) return;
      const { version, payload } = encodeText("waits", shape.messages + index + 1);
      const row = { time: shape.now, sender: own, receiver: long.address, lane: "text", ampVersion: version, payload, messageId: id, onlineAtInsert: 0 } as const;
      const queued = store.outgoing.insert(row);
      if (delivery.status === "held") store.outgoing.setState(queued, "held");
    });
    store.conversations.touch(long.contactId, shape.now);
    return { long, unread, rows };
  });
}
