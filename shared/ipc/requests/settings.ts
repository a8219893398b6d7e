// What the user may change about the app.
import * as z from "zod/mini";
import { LANGUAGES, TEXT_SIZES } from "../../settings";
import { request, text } from "../define";

/** Longest time in days that messages can be kept other than for ever. */
export const LONGEST_RETENTION = 3650;
export const retentionDays = z.int().check(z.minimum(0), z.maximum(LONGEST_RETENTION));

export const settingsRequests = {
  "settings.update": request<undefined>()(
    z.strictObject({
      minimumProtocol: z.optional(z.enum(["proved", "2.2", "allow-1.0"])),
      readReceipts: z.optional(z.boolean()),
      theme: z.optional(z.enum(["system", "light", "dark", "contrast"])),
      textSize: z.optional(z.int().check(z.refine((size) => TEXT_SIZES.some((known) => known === size)))),
      language: z.optional(z.enum(["system", ...LANGUAGES])),
      notifications: z.optional(z.enum(["full", "sender", "none"])),
      notificationSound: z.optional(z.boolean()),
      doNotDisturb: z.optional(z.boolean()),
      closeToTray: z.optional(z.boolean()),
      launchAtLogin: z.optional(z.boolean()),
      spellCheck: z.optional(z.boolean()),
      contentProtection: z.optional(z.boolean()),
      autoLockMinutes: z.optional(z.int().check(z.minimum(0), z.maximum(24 * 60))),
      lockOnSleep: z.optional(z.enum(["no", "hide", "close"])),
      panicShortcut: z.optional(text(64)),
      retentionDays: z.optional(retentionDays),
    }),
  ),
} as const;
