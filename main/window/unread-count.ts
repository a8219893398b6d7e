// How many texts of contacts are unread, for the tray and the badge; as the window counts them.
import type { SessionEvent, SessionSnapshot } from "../../shared/app-state";
import type { ContactId } from "../../shared/ids";

/** Returns a function that learns from events and gives the count after them. */
export function createUnreadCount({ contacts, conversations }: Pick<SessionSnapshot, "contacts" | "conversations">): (events: readonly SessionEvent[]) => number {
  const accepted = new Set<ContactId>();
  const unread = new Map<ContactId, number>();
  for (const { id, relation } of contacts) if (relation === "accepted") accepted.add(id);
  for (const row of conversations) unread.set(row.contactId, row.unread);
  return (events) => {
    for (const event of events) {
      if (event.type === "conversation-changed") unread.set(event.conversation.contactId, event.conversation.unread);
      if (event.type === "conversation-removed") unread.delete(event.contactId);
      if (event.type !== "contact-changed") continue;
      if (event.contact.relation === "accepted") accepted.add(event.contact.id);
      else accepted.delete(event.contact.id);
    }
    let total = 0;
    for (const [contactId, count] of unread) if (accepted.has(contactId)) total += count;
    return total;
  };
}
