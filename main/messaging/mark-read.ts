// Reading (spec 1.6): what was on screen in a focused window is read, and its senders are told if they may be.
import { StampError } from "../../shared/errors";
import type { ContactId, MessageId } from "../../shared/ids";
import { findContact } from "../contacts/contact-book";
import { enqueueAck } from "./acks";
import type { MessagingContext } from "./context";

/** Everything that contacts wrote counts as read. Returns whose texts those were. */
export function markAllRead(context: MessagingContext): readonly ContactId[] {
  const { store, write } = context;
  return write(() =>
    store.contacts.all().flatMap(({ id, relation }) => {
      const conversation = relation === "accepted" ? store.conversations.find(id) : undefined;
      if (conversation?.lastMessage === undefined || conversation.unread === 0) return [];
      markRead(context, id, conversation.lastMessage.id);
      return [id];
    }),
  );
}

/** Everything up to this message; with `from` only what is not above that one, for a reader who skipped a part. */
export function markRead(context: MessagingContext, contactId: ContactId, upTo: MessageId, from?: MessageId): void {
  context.write((emit) => {
    const { store, clock } = context;
    const contact = findContact(store, contactId);
    const positionOf = (id: MessageId): number => {
      const message = store.messages.find(id);
      if (message?.contactId !== contactId) throw new StampError("unknown-message");
      return message.position;
    };
    const [first, last] = [from === undefined ? undefined : positionOf(from), positionOf(upTo)];
    const { count, nonces } = store.messages.markRead(contactId, last, clock.now(), first);
    if (count === 0) return;
    store.conversations.setUnread(contactId, store.messages.countUnread(contactId));
    enqueueAck(context, contact, "read-ack", nonces);
    emit({ type: "messages-read", contactId, from: first ?? Number.MIN_SAFE_INTEGER, to: last });
    emit({ type: "conversation-touched", contactId });
  });
}
