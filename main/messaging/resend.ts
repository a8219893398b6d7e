// What a person does with an own text by hand (spec 2.3, step 6): resend, send now, take back, delete.
// A resend is a new queue row at the end with fresh counters; the text keeps its AMP nonce and number.
import { isDeepStrictEqual } from "node:util";
import type { HoldReason } from "../../shared/capability";
import { StampError } from "../../shared/errors";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Emit } from "../events/domain-events";
import type { MessagingContext } from "./context";
import { enqueueText } from "./send-text";
import { applyDelivery } from "./transition";

/** No receipt this long after the server's answer: *Send again* is offered in the details. */
export const SEND_AGAIN_AFTER_MS = 10 * 60 * 1000;

function ownText({ store }: MessagingContext, messageId: MessageId) {
  const own = store.messages.findOwn(messageId);
  if (own === undefined) throw new StampError("unknown-message");
  return own;
}

/** Puts the text at the end of the queue as new. Twice clicked is once resent: in `queued` or `sending` nothing happens. */
export function resend(context: MessagingContext, messageId: MessageId): void {
  context.write((emit) => {
    resendIn(context, emit, messageId);
  });
}

function resendIn(context: MessagingContext, emit: Emit, messageId: MessageId): void {
  switch (ownText(context, messageId).message.delivery.status) {
    case "queued":
    case "sending":
      return;
    case "delivered":
    case "read":
      throw new StampError("not-allowed-now");
    case "retrying":
    case "held":
    case "failed":
    case "sent":
    case "stored":
      replaceRow(context, messageId);
      applyDelivery(context, emit, messageId, { type: "released" });
  }
}

function replaceRow(context: MessagingContext, messageId: MessageId): void {
  const { store } = context;
  const { message, facts } = ownText(context, messageId);
  const contact = store.contacts.find(message.contactId);
  if (contact === undefined) throw new StampError("unknown-contact");
  const old = store.outgoing.findForMessage(messageId);
  if (old !== undefined) store.outgoing.remove(old.id);
  enqueueText(context, contact.address, { messageId, text: message.text, ampNonce: facts.ampNonce });
}

/** Resends every failed text of a conversation in its order. */
export function resendAllFailed(context: MessagingContext, contactId: ContactId): void {
  context.write((emit) => {
    for (const id of context.store.messages.idsWithStatus(contactId, "failed")) resendIn(context, emit, id);
  });
}

/** A waiting retry becomes due; its row keeps its place and its bytes. */
export function sendNow(context: MessagingContext, messageId: MessageId): void {
  context.write((emit) => {
    if (ownText(context, messageId).message.delivery.status !== "retrying") return;
    applyDelivery(context, emit, messageId, { type: "released" });
  });
}

/**
 * Texts for this contact that are not held for what holds them `now`, or by nothing any more, wait in the queue again, in
 * their old places. There another reason holds them again under its own name: each offers the user other choices.
 */
export function releaseHeld(context: MessagingContext, emit: Emit, contactId: ContactId, now?: HoldReason): void {
  for (const id of context.store.messages.idsWithStatus(contactId, "held")) {
    const { delivery } = ownText(context, id).message;
    if (delivery.status !== "held" || isDeepStrictEqual(delivery.reason, now)) continue;
    applyDelivery(context, emit, id, { type: "released" });
  }
}

/** Deletes a text that was never attempted and returns its words for the composer. Throws `not-allowed-now` later. */
export function takeBack(context: MessagingContext, messageId: MessageId): string {
  return context.write((emit) => {
    const { message } = ownText(context, messageId);
    const { status } = message.delivery;
    if (message.attempts > 0 || (status !== "queued" && status !== "held")) throw new StampError("not-allowed-now");
    removeIn(context, emit, message);
    return message.text;
  });
}

/** Deletes a message on this computer only; a queue row goes with it. */
export function removeMessage(context: MessagingContext, messageId: MessageId): void {
  context.write((emit) => {
    const message = context.store.messages.find(messageId);
    if (message === undefined) throw new StampError("unknown-message");
    removeIn(context, emit, message);
  });
}

function removeIn(
  { store }: MessagingContext,
  emit: Emit,
  message: { readonly id: MessageId; readonly contactId: ContactId },
): void {
  store.messages.remove(message.id);
  store.conversations.setUnread(message.contactId, store.messages.countUnread(message.contactId));
  emit({ type: "message-removed", contactId: message.contactId, messageId: message.id });
  emit({ type: "conversation-touched", contactId: message.contactId });
}
