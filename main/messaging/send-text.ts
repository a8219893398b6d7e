// Writing a text (spec 2.3, step 1): message and queue row in one transaction, with the identity that it keeps
// over every resend. Only when this returned may the composer clear.
import { StampError } from "../../shared/errors";
import type { Address, ContactId, MessageId } from "../../shared/ids";
import type { OwnText } from "../../shared/message";
import { MAX_TEXT_BYTES } from "../../shared/settings";
import { encodeText } from "../protocol/amp-text";
import type { MessagingContext } from "./context";

/** Throws StampError `empty-text`, `text-too-long`, `unknown-contact`, `not-allowed-now` (not an accepted contact). */
export function sendText(context: MessagingContext, contactId: ContactId, text: string): OwnText {
  if (text.trim() === "") throw new StampError("empty-text");
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_TEXT_BYTES) throw new StampError("text-too-long", { bytes, limit: MAX_TEXT_BYTES });

  return context.write((emit) => {
    const { store, clock } = context;
    const contact = store.contacts.find(contactId);
    if (contact === undefined) throw new StampError("unknown-contact");
    if (contact.relation !== "accepted") throw new StampError("not-allowed-now");
    const at = clock.now();
    const ampNonce = freshAmpNonce(context, contactId);
    const message = store.messages.insertOwn({
      contactId,
      position: store.positions.atEnd(contactId),
      text,
      at,
      ampNonce,
      sequenceNumber: store.contacts.takeSequenceNumber(contactId),
    });
    enqueueText(context, contact.address, { messageId: message.id, text, ampNonce });
    store.conversations.touch(contactId, at);
    store.conversations.setDraft(contactId, "");
    emit({ type: "message-added", message });
    emit({ type: "conversation-touched", contactId });
    return message;
  });
}

/** Non-zero and never given to two texts for one recipient (spec 1.6, 1.8). */
function freshAmpNonce({ store, random }: MessagingContext, contactId: ContactId): number {
  for (;;) {
    const nonce = random.uint32();
    if (nonce !== 0 && store.messages.findOwnByNonce(contactId, nonce) === undefined) return nonce;
  }
}

/** The row that carries a text, at the end of its recipient's queue. Counters start at 0 (spec 2.3, step 6). */
export function enqueueText(
  context: MessagingContext,
  receiver: Address,
  text: { readonly messageId: MessageId; readonly text: string; readonly ampNonce: number },
): void {
  const { version, payload } = encodeText(text.text, text.ampNonce);
  context.store.outgoing.insert({
    time: context.clock.now(),
    sender: context.own.address,
    receiver,
    lane: "text",
    ampVersion: version,
    payload,
    messageId: text.messageId,
    onlineAtInsert: context.onlineTime(),
  });
}
