// Conversations and the messages in them.
import * as z from "zod/mini";
import type { MessageId } from "../../ids";
import type { MessageDetails, PeerDetails } from "../../message";
import { MAX_PAGE, type MessagePage } from "../../message-page";
import { MAX_DRAFT } from "../../settings";
import { contactId, messageId, ofContact, ofMessage, request, text } from "../define";

const pagePlace = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("newest") }),
  z.strictObject({ type: z.literal("before"), position: z.int() }),
  z.strictObject({ type: z.literal("after"), position: z.int() }),
  z.strictObject({ type: z.literal("message"), messageId }),
  z.strictObject({ type: z.literal("date"), at: z.int() }),
  z.strictObject({ type: z.literal("unread") }),
]);

export const messageRequests = {
  /** Everything up to this message, or from `from` up to it, was on screen in a focused window. */
  "conversations.markRead": request<undefined>()(z.strictObject({ contactId, messageId, from: z.optional(messageId) })),

  /** Shows what waits because its protocol is older than what the contact has proved. */
  "conversations.showOlder": request<undefined>()(ofContact),

  /** Deletes it unseen; `count` is how many the user was asked about. */
  "conversations.removeOlder": request<undefined>()(z.strictObject({ contactId, count: z.int().check(z.positive()) })),

  "conversations.setDraft": request<undefined>()(z.strictObject({ contactId, draft: text(MAX_DRAFT) })),
  /** At most `limit` messages at a place of the history. Error `unknown-message`: the one to show is gone. */
  "messages.page": request<MessagePage>()(
    z.strictObject({ contactId, place: pagePlace, limit: z.int().check(z.minimum(1), z.maximum(MAX_PAGE)) }),
  ),

  "messages.sendText": request<{ readonly messageId: MessageId }>()(
    z.strictObject({ contactId, text: text(65_536) }),
  ),

  "messages.resend": request<undefined>()(ofMessage),

  "messages.resendAllFailed": request<undefined>()(ofContact),

  /** Makes a waiting retry due now. */
  "messages.sendNow": request<undefined>()(ofMessage),

  "messages.remove": request<undefined>()(ofMessage),

  /** Takes back a text that was never attempted and returns it for the composer. */
  "messages.takeBack": request<{ readonly text: string }>()(ofMessage),

  "messages.details": request<MessageDetails>()(ofMessage),

  /** Of a contact's text. */
  "messages.peerDetails": request<PeerDetails>()(ofMessage),
} as const;
