// Everything the details view of a text shows: what happened, with which protocol and key, how large.
import { RECEIPTS_CAPABILITY } from "../../shared/capability";
import { StampError } from "../../shared/errors";
import type { MessageId } from "../../shared/ids";
import type { MessageDetails, PeerDetails } from "../../shared/message";
import type { MessagingContext } from "./context";
import { SEND_AGAIN_AFTER_MS } from "./resend";
import { signingKey, usedKey } from "./used-key";

/** Throws `unknown-message` for anything but an own text. */
export function messageDetails({ store, clock }: MessagingContext, messageId: MessageId): MessageDetails {
  const own = store.messages.findOwn(messageId);
  if (own === undefined) throw new StampError("unknown-message");
  const { message, facts } = own;
  const capabilities = store.capabilities.newest(message.contactId)?.strings ?? [];
  const wentPlain = facts.level === undefined && message.marks.includes("plain-text");
  const receiptsExpected = !wentPlain && capabilities.includes(RECEIPTS_CAPABILITY);
  const answered = message.delivery.status === "sent" || message.delivery.status === "stored";
  const silentFor = clock.now() - (facts.settledAt ?? clock.now());
  return {
    message,
    attempts: store.attempts.ofMessage(messageId),
    ...(facts.deliveredAt === undefined ? {} : { deliveredAt: facts.deliveredAt }),
    ...(facts.readAt === undefined ? {} : { readAt: facts.readAt }),
    ...(facts.level === undefined ? {} : { level: facts.level }),
    ...(facts.stp === undefined ? {} : { stp: facts.stp }),
    ...(facts.recipientKey === undefined
      ? {}
      : { recipientKey: facts.recipientKey, sealedTo: usedKey(store, message.contactId, facts.recipientKey) }),
    textBytes: new TextEncoder().encode(message.text).length,
    ...(facts.wireSize === undefined ? {} : { wireSize: facts.wireSize }),
    receiptsExpected,
    sendAgainOffered: answered && silentFor >= SEND_AGAIN_AFTER_MS,
  };
}

/** Throws `unknown-message` for anything but a contact's text. */
export function peerDetails({ store }: MessagingContext, messageId: MessageId): PeerDetails {
  const message = store.messages.find(messageId);
  if (message?.kind !== "peer") throw new StampError("unknown-message");
  const signedBy = message.level === undefined ? undefined : signingKey(store, message.contactId, message.arrivedAt);
  return {
    message,
    textBytes: new TextEncoder().encode(message.text).length,
    ...(signedBy === undefined ? {} : { signedBy }),
  };
}
