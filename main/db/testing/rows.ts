// For tests: the rows that most others refer to.
import { randomInt } from "node:crypto";
import type { Relation } from "../../../shared/contact";
import type { Address, ContactId, Millis } from "../../../shared/ids";
import type { OwnText } from "../../../shared/message";
import type { NewPeerText } from "../message-repository";
import type { NewOutgoingRow } from "../outgoing-repository";
import type { Store } from "../store";

export const T0: Millis = 1_800_000_000_000;

export function insertContact(store: Store, address: string, relation: Relation = "accepted"): ContactId {
  const id = store.contacts.insert({
    address: address as Address,
    localName: undefined,
    relation,
    createdAt: T0,
    firstSequenceNumber: 1000,
  });
  store.conversations.touch(id, T0);
  return id;
}

export function insertOwn(store: Store, contactId: ContactId, text: string, ampNonce = randomInt(1, 2 ** 32)): OwnText {
  const position = store.positions.atEnd(contactId);
  return store.messages.insertOwn({ contactId, position, text, at: T0, ampNonce, sequenceNumber: 1 });
}

export function insertPeer(store: Store, contactId: ContactId, text: string, values: Partial<NewPeerText> = {}) {
  return store.messages.insertPeer({
    contactId,
    position: store.positions.atEnd(contactId),
    text,
    sentAt: T0,
    arrivedAt: T0,
    ampNonce: randomInt(1, 2 ** 32),
    sequenceNumber: 1,
    level: "2.2",
    marks: [],
    ...values,
  });
}

export function outgoing(receiver: string, values: Partial<NewOutgoingRow> = {}): NewOutgoingRow {
  return {
    time: T0,
    sender: "alice@example.com" as Address,
    receiver: receiver as Address,
    lane: "text",
    ampVersion: 2,
    payload: Uint8Array.of(1, 2, 3),
    onlineAtInsert: 0,
    ...values,
  };
}
