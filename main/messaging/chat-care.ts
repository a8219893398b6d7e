// What a person does with a whole conversation: quiet for a while, its history gone. The contact stays as it is.
import { StampError } from "../../shared/errors";
import type { ContactId, Millis } from "../../shared/ids";
import { findContact } from "../contacts/contact-book";
import type { MessagingContext } from "./context";

/** No notifications before this moment; undefined: from now on again. Throws `unknown-contact`. */
export function mute({ store, write }: MessagingContext, contactId: ContactId, until: Millis | undefined): void {
  write((emit) => {
    findContact(store, contactId);
    if (!store.conversations.setMutedUntil(contactId, until)) throw new StampError("unknown-contact");
    emit({ type: "conversation-touched", contactId });
  });
}

/**
 * Deletes all messages of a conversation on this computer; what still waits in it goes with them and is not sent. Kept are
 * the memory against replays, and what waits unopened: that was never part of the history. Throws `unknown-contact`.
 */
export function clearHistory({ store, write }: MessagingContext, contactId: ContactId): void {
  write((emit) => {
    findContact(store, contactId);
    store.messages.removeAll(contactId);
    store.conversations.setUnread(contactId, 0);
    // Too many to be named one by one: who shows them reads again.
    emit({ type: "messages-moved", contactId });
    emit({ type: "conversation-touched", contactId });
  });
}
