// Reading (spec 1.6): what was on screen in a focused window is read, and its senders are told if they may be.
import { StampError } from "../../shared/errors";
import type { ContactId, MessageId } from "../../shared/ids";
import { findContact } from "../contacts/contact-book";
import { enqueueAck } from "./acks";
import type { MessagingContext } from "./context";

export function markRead(context: MessagingContext, contactId: ContactId, upTo: MessageId): void {
  context.write((emit) => {
    const { store, clock } = context;
    const contact = findContact(store, contactId);
    const message = store.messages.find(upTo);
    if (message?.contactId !== contactId) throw new StampError("unknown-message");
    const { count, nonces } = store.messages.markRead(contactId, message.position, clock.now());
    if (count === 0) return;
    store.conversations.setUnread(contactId, store.messages.countUnread(contactId));
    enqueueAck(context, contact, "read-ack", nonces);
    emit({ type: "conversation-touched", contactId });
  });
}
