// Our capability statement: the signed twin of presence, to accepted contacts whose app knows it (spec 1.6). Sent on
// first contact, when our own list changed and when the contact has another key, which remembers nothing of us.
import { RECEIPTS_CAPABILITY } from "../../shared/capability";
import type { Address } from "../../shared/ids";
import type { ContactRow } from "../db/contact-repository";
import type { DomainEvent } from "../events/domain-events";
import { encodeStatement } from "../protocol/notification";
import type { MessagingContext } from "./context";

/**
 * Tells every contact that is owed a statement, at once and whenever the returned function hears that a contact
 * changed. `wake` is called for whom one waits in the queue.
 */
export function stateCapabilities(context: MessagingContext, wake: (address: Address) => void): (event: DomainEvent) => void {
  const { store, trust, own, write } = context;

  /** What is to be said to whom; undefined while this contact is owed nothing. */
  function markFor(contact: ContactRow): string | undefined {
    if (contact.relation !== "accepted") return undefined;
    const knows = store.capabilities.newest(contact.id)?.strings.includes(RECEIPTS_CAPABILITY) ?? false;
    const state = trust.of(contact.id);
    if (!knows || state.status === "unknown" || state.status === "changed") return undefined;
    return [state.key.fingerprint, ...own.capabilities].join(" ");
  }

  function tell(contact: ContactRow): void {
    const mark = markFor(contact);
    if (mark === undefined || mark === store.contacts.statementSent(contact.id)) return;
    const { version, payload } = encodeStatement(own.capabilities);
    write(() => {
      store.contacts.setStatementSent(contact.id, mark);
      store.outgoing.insert({
        time: context.clock.now(),
        sender: own.address,
        receiver: contact.address,
        lane: "ack",
        ampVersion: version,
        payload,
        onlineAtInsert: context.onlineTime(),
      });
    });
    wake(contact.address);
  }

  for (const contact of store.contacts.all()) tell(contact);
  return (event) => {
    const contact = event.type === "contact-touched" ? store.contacts.find(event.contactId) : undefined;
    if (contact !== undefined) tell(contact);
  };
}
