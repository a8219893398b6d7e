// What people do with a whole conversation day by day, and links that leave the app.
import * as z from "zod/mini";
import { contactId, nothing, ofContact, request, text } from "../define";
import { retentionDays } from "./settings";

export const chatRequests = {
  /** The user said yes to opening this https address in the browser. Errors `link-refused`, `link-not-opened`. */
  "app.openLink": request<undefined>()(z.strictObject({ url: text(2048) })),

  /** No notifications before `until`; absent: from now on again. */
  "conversations.mute": request<undefined>()(
    z.strictObject({ contactId, until: z.optional(z.int().check(z.positive())) }),
  ),

  /** Everything in the chats of accepted contacts counts as read. */
  "conversations.markAllRead": request<undefined>()(nothing),

  /** Deletes the history of a conversation on this computer, with what waits in it; the contact stays. */
  "conversations.clear": request<undefined>()(ofContact),

  /** Days that messages are kept; absent: as in the settings. What is older goes at once. */
  "conversations.setRetention": request<undefined>()(z.strictObject({ contactId, days: z.optional(retentionDays) })),

  /** How many messages would go if they were kept so many days; without a contact: in all chats without a rule of their own. */
  "conversations.countExpired": request<{ readonly count: number }>()(
    z.strictObject({ contactId: z.optional(contactId), days: retentionDays }),
  ),
} as const;
