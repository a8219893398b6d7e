// Conversations and the messages in them.
import * as z from "zod/mini";
import type { MessageId } from "../../ids";
import type { Message, MessageDetails } from "../../message";
import { contactId, messageId, ofContact, ofMessage, request, text } from "../define";

export const messageRequests = {
  /** Everything up to this message was on screen in a focused window. */
  "conversations.markRead": request<undefined>()(z.strictObject({ contactId, messageId })),

  /** Shows what waits because its protocol is older than what the contact has proved. */
  "conversations.showOlder": request<undefined>()(ofContact),

  /** Deletes it unseen; `count` is how many the user was asked about. */
  "conversations.removeOlder": request<undefined>()(z.strictObject({ contactId, count: z.int().check(z.positive()) })),

  "conversations.setDraft": request<undefined>()(z.strictObject({ contactId, draft: text(65_536) })),
  /** Newest first window: messages below `before` (or the newest), in display order. */
  "messages.page": request<{ readonly messages: readonly Message[]; readonly more: boolean }>()(
    z.strictObject({
      contactId,
      before: z.optional(z.int()),
      limit: z.int().check(z.minimum(1), z.maximum(200)),
    }),
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
} as const;
