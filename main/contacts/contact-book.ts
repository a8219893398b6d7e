// Who somebody is to us (spec 1.10): added by us, a stranger who wrote (a message request), blocked, or removed.
// A row once made stays, so that pins and trust outlive the contact.
import type { Relation } from "../../shared/contact";
import { StampError } from "../../shared/errors";
import type { Address, ContactId, Millis } from "../../shared/ids";
import type { ContactRow } from "../db/contact-repository";
import type { Store } from "../db/store";
import type { Emit } from "../events/domain-events";

export interface ContactBookContext {
  readonly store: Store;
  readonly now: () => Millis;
  /** Uniform in 0 … 2³¹−1: where the numbering of texts to a new contact starts. */
  readonly random31: () => number;
}

const MAX_NAME_LENGTH = 120;

function insert(context: ContactBookContext, address: Address, relation: Relation, localName?: string): ContactRow {
  const { store, now, random31 } = context;
  const id = store.contacts.insert({
    address,
    localName,
    relation,
    createdAt: now(),
    firstSequenceNumber: random31(),
  });
  return findContact(store, id);
}

/** The row of `id`; throws `unknown-contact`. */
export function findContact(store: Store, id: ContactId): ContactRow {
  const row = store.contacts.find(id);
  if (row === undefined) throw new StampError("unknown-contact");
  return row;
}

/** The contact who just wrote to us; a stranger or a removed one becomes a message request. */
export function ensureContact(context: ContactBookContext, emit: Emit, address: Address): ContactRow {
  const { store, now } = context;
  const known = store.contacts.findByAddress(address);
  if (known !== undefined && known.relation !== "none") return known;
  if (known !== undefined) store.contacts.setRelation(known.id, "request");
  const row = known === undefined ? insert(context, address, "request") : findContact(store, known.id);
  store.conversations.touch(row.id, now());
  emit({ type: "contact-touched", contactId: row.id });
  emit({ type: "conversation-touched", contactId: row.id });
  return row;
}

/** Adds a contact by hand, or makes a request, a removed or a blocked one accepted. Throws `own-address`. */
export function addContact(
  context: ContactBookContext,
  emit: Emit,
  own: Address,
  address: Address,
  localName: string | undefined,
): ContactRow {
  if (address === own) throw new StampError("own-address");
  const { store, now } = context;
  const name = cleanName(localName);
  const known = store.contacts.findByAddress(address);
  const { id } = known ?? insert(context, address, "accepted", name);
  store.contacts.setRelation(id, "accepted");
  if (name !== undefined) store.contacts.setLocalName(id, name);
  store.conversations.touch(id, now());
  emit({ type: "contact-touched", contactId: id });
  emit({ type: "conversation-touched", contactId: id });
  return findContact(store, id);
}

export function setRelation({ store }: ContactBookContext, emit: Emit, id: ContactId, relation: Relation): ContactRow {
  findContact(store, id);
  store.contacts.setRelation(id, relation);
  emit({ type: "contact-touched", contactId: id });
  return findContact(store, id);
}

/** An empty name takes the local name away; the address is shown then. */
export function renameContact({ store }: ContactBookContext, emit: Emit, id: ContactId, localName: string): void {
  findContact(store, id);
  store.contacts.setLocalName(id, cleanName(localName));
  emit({ type: "contact-touched", contactId: id });
}

/** Control characters and direction overrides could make one name look like another. */
export function cleanName(name: string | undefined): string | undefined {
  const cleaned = name?.replace(/\s/gu, " ").replace(/[\p{Cc}\p{Cf}]/gu, "").replace(/ +/gu, " ").trim().slice(0, MAX_NAME_LENGTH);
  return cleaned === "" ? undefined : cleaned;
}
