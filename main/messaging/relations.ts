// Accepting, blocking and removing a contact with what follows for the queue and the history (spec 1.10, 2.4).
import { StampError } from "../../shared/errors";
import type { Address, ContactId } from "../../shared/ids";
import { knowsNothingBetter } from "../../shared/contact";
import { addContact, findContact, setRelation, type ContactBookContext } from "../contacts/contact-book";
import { canonicalAddress } from "../protocol/address";
import { enqueueAck } from "./acks";
import type { MessagingContext } from "./context";

/** Texts of a request that are acknowledged at once when it is accepted: what fits into one ack. */
const ACKNOWLEDGED_ON_ACCEPT = 200;

export function bookOf({ store, clock, random }: MessagingContext): ContactBookContext {
  return { store, now: () => clock.now(), random31: () => random.uint32() >>> 1 };
}

/** Throws `invalid-address`, `own-address`. */
export function addByAddress(context: MessagingContext, typed: string, localName: string | undefined): ContactId {
  const address = canonicalAddress(typed);
  return context.write((emit) => {
    const before = context.store.contacts.findByAddress(address)?.relation;
    const row = addContact(bookOf(context), emit, context.own.address, address, localName);
    if (before !== "accepted") acknowledgeWaiting(context, row.id);
    return row.id;
  });
}

/** Makes a request or a blocked contact an accepted one. Throws `unknown-contact`, `not-allowed-now`. */
export function accept(context: MessagingContext, contactId: ContactId): void {
  context.write((emit) => {
    const { relation } = findContact(context.store, contactId);
    if (relation === "accepted") return;
    if (relation === "none") throw new StampError("not-allowed-now");
    setRelation(bookOf(context), emit, contactId, "accepted");
    acknowledgeWaiting(context, contactId);
    emit({ type: "conversation-touched", contactId });
  });
}

/** Nothing was acknowledged while it was a request or blocked; now the sender may know. */
function acknowledgeWaiting(context: MessagingContext, contactId: ContactId): void {
  const contact = findContact(context.store, contactId);
  enqueueAck(context, contact, "delivery-ack", context.store.messages.newestPeerNonces(contactId, ACKNOWLEDGED_ON_ACCEPT));
}

/** Nothing of theirs is kept unopened, nothing more is sent; the history stays. */
export function block(context: MessagingContext, contactId: ContactId): void {
  context.write((emit) => {
    const { address } = setRelation(bookOf(context), emit, contactId, "blocked");
    context.store.incoming.removeOf(address);
    context.store.contacts.setPlainTextAllowed(contactId, false);
    dropNotifications(context, contactId, address);
    emit({ type: "conversation-touched", contactId });
  });
}

/** Deletes the conversation and what waits in it; keys, pins and the memory against replays stay. */
export function removeContact(context: MessagingContext, contactId: ContactId): void {
  context.write((emit) => {
    const { store } = context;
    const { address } = setRelation(bookOf(context), emit, contactId, "none");
    store.incoming.removeOf(address);
    store.contacts.setPlainTextAllowed(contactId, false);
    dropNotifications(context, contactId, address);
    store.messages.removeAll(contactId);
    store.conversations.remove(contactId);
    emit({ type: "conversation-removed", contactId });
  });
}

/**
 * The user allows unencrypted text with a contact, or no more (spec 1.12). Allowing throws `not-allowed-now` where anything
 * better was ever known: there it could only be a way around it.
 */
export function allowPlainText(context: MessagingContext, contactId: ContactId, allowed: boolean): void {
  context.write((emit) => {
    const { store, trust } = context;
    const { relation, pin, address } = findContact(store, contactId);
    const nothingBetter = knowsNothingBetter(trust.of(contactId), pin, store.capabilities.newest(contactId)?.strings);
    if (allowed && (relation !== "accepted" || !nothingBetter)) throw new StampError("not-allowed-now");
    store.contacts.setPlainTextAllowed(contactId, allowed);
    // A text that waits for its next try is looked at again now: it may not have one any more.
    store.outgoing.makeRetriesDue(address);
    context.log("info", "plain-text-allowed", { contact: contactId, allowed });
    emit({ type: "contact-touched", contactId });
  });
}

/** What waits to be sent by itself, among it perhaps our statement: that is owed anew if they become a contact again. */
function dropNotifications({ store }: MessagingContext, contactId: ContactId, address: Address): void {
  store.outgoing.removeNotifications(address);
  store.contacts.setStatementSent(contactId, undefined);
}
