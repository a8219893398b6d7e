// Whose presence is followed (spec 1.7, 1.10): contacts, and strangers with a message request, because their presence
// brings the certificate that opens what they wrote. Kept equal to the contact rows, whatever changed them.
import type { Address } from "../../shared/ids";
import { isThere, type PresenceBoard } from "../contacts/presence-board";
import type { ContactRow } from "../db/contact-repository";
import type { Store } from "../db/store";
import type { DomainEvent } from "../events/domain-events";
import type { MessagingContext } from "./context";

const isFollowed = ({ relation }: ContactRow): boolean => relation === "accepted" || relation === "request";

/** Watches at once; the returned function is to hear of every domain event. */
export function followContacts(
  store: Store,
  presence: PresenceBoard,
  watch: (addresses: readonly Address[]) => void,
): (event: DomainEvent) => void {
  const followed = new Set(store.contacts.all().filter(isFollowed).map(({ address }) => address));
  watch([...followed]);

  return (event) => {
    const contact = event.type === "contact-touched" ? store.contacts.find(event.contactId) : undefined;
    if (contact === undefined || isFollowed(contact) === followed.has(contact.address)) return;
    if (followed.has(contact.address)) {
      followed.delete(contact.address);
      presence.forget(contact.address);
    } else {
      followed.add(contact.address);
    }
    watch([...followed]);
  };
}

/** Without a connection nobody knows any more who is there, and nobody is shown as if it were. */
export function forgetPresence({ store, write, clock, presence }: MessagingContext): void {
  const known = presence.clear();
  if (known.size === 0) return;
  write((emit) => {
    for (const [address, status] of known) {
      const contact = store.contacts.findByAddress(address);
      if (contact === undefined) continue;
      if (isThere(status)) store.contacts.setLastSeen(contact.id, clock.now());
      emit({ type: "contact-touched", contactId: contact.id });
    }
  });
}
