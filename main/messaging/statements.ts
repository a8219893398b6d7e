// Our capability statement: the signed twin of presence, to accepted contacts whose app knows it (spec 1.6). Sent on
// first contact, when our own list changed and when the contact has another key, which remembers nothing of us. One that
// was taken from the queue unsaid is owed again; none is so important that a failing disk may stop anything else.
import { RECEIPTS_CAPABILITY } from "../../shared/capability";
import type { Address } from "../../shared/ids";
import type { ContactRow } from "../db/contact-repository";
import type { OutgoingRow } from "../db/outgoing-repository";
import type { DomainEvent } from "../events/domain-events";
import { errorFacts } from "../platform/log";
import { decodeNotification, encodeStatement } from "../protocol/notification";
import type { MessagingContext } from "./context";

/**
 * Tells every contact that is owed a statement, at once and whenever the returned function hears that a contact
 * changed. `wake` is called for whom one waits in the queue.
 */
export function stateCapabilities(context: MessagingContext, wake: (address: Address) => void): (event: DomainEvent) => void {
  const { store, trust, own, write, log } = context;

  /** What is to be said to whom; undefined for whom no statement is meant. */
  function markFor(contact: ContactRow): string | undefined {
    if (contact.relation !== "accepted") return undefined;
    const knows = store.capabilities.newest(contact.id)?.strings.includes(RECEIPTS_CAPABILITY) ?? false;
    const state = trust.of(contact.id);
    if (!knows || (state.status !== "pinned" && state.status !== "verified")) return undefined;
    return [state.key.fingerprint, ...own.capabilities].join(" ");
  }

  /** Undefined while this contact is owed nothing. */
  function owedMark(contact: ContactRow): string | undefined {
    const mark = markFor(contact);
    return mark === store.contacts.statementSent(contact.id) ? undefined : mark;
  }

  /** Inside the caller's transaction. */
  function enqueue(contact: ContactRow): void {
    const { version, payload } = encodeStatement(own.capabilities);
    store.contacts.setStatementSent(contact.id, owedMark(contact));
    store.outgoing.insert({
      time: context.clock.now(),
      sender: own.address,
      receiver: contact.address,
      lane: "ack",
      ampVersion: version,
      payload,
      onlineAtInsert: context.onlineTime(),
    });
  }

  /** When the store fails they are still owed: the next occasion or start comes. */
  function tell(contacts: () => readonly ContactRow[]): void {
    try {
      const owed = contacts().filter((contact) => owedMark(contact) !== undefined);
      // Contacts are touched all the time, and mostly nothing is owed.
      if (owed.length === 0) return;
      write(() => {
        owed.forEach(enqueue);
      });
      for (const { address } of owed) wake(address);
    } catch (error) {
      log("warn", "statement-not-queued", errorFacts(error));
    }
  }

  tell(store.contacts.all);
  return (event) => {
    if (event.type !== "contact-touched") return;
    tell(() => [store.contacts.find(event.contactId)].filter((contact) => contact !== undefined));
  };
}

/** A notification left the queue without an answer that took it: if it is a statement, it is owed again. */
export function forgetStatement({ store }: MessagingContext, { receiver, ampVersion, payload }: OutgoingRow): void {
  if (decodeNotification(ampVersion, payload).type !== "capability-statement") return;
  const contact = store.contacts.findByAddress(receiver);
  if (contact !== undefined) store.contacts.setStatementSent(contact.id, undefined);
}
