// Closing what is open and opening it again: hiding, full lock, the panic shortcut, and what protects the account here.
import * as z from "zod/mini";
import type { UnlockMethod } from "../../app-state";
import { nothing, request, text } from "../define";
import { protection } from "./opening";

/** What shows that somebody may change the protection: one of the ways in that there are now. */
const proof = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("os") }),
  z.strictObject({ type: z.literal("passphrase"), passphrase: text(1024) }),
  z.strictObject({ type: z.literal("recovery"), recoveryKey: text(128) }),
]);
export type Proof = z.infer<typeof proof>;

/** What opens the account on this computer. */
export interface ProtectionState {
  readonly methods: readonly UnlockMethod[];
  /** The key store of this computer can be used now. */
  readonly osKeyStore: boolean;
  /** The account was opened with the recovery key, so the other way no longer works, or is forgotten. */
  readonly renew: boolean;
}

export const lockRequests = {
  /** "hide": the window's content; messages keep coming. "close": the account is closed and signed out. */
  "app.lock": request<undefined>()(z.strictObject({ how: z.enum(["hide", "close"]) })),

  /** The window has handed over what was typed, as `window.handOver` asked for. */
  "app.handedOver": request<undefined>()(nothing),

  /** Takes the combination, or none when it is empty. Errors `shortcut-unusable`, `shortcut-taken`. */
  "app.setPanicShortcut": request<undefined>()(z.strictObject({ shortcut: text(64) })),

  "protection.state": request<ProtectionState>()(nothing),

  /** Puts `protection` in the place of the passphrase or the key store that there is. */
  "protection.change": request<undefined>()(z.strictObject({ proof, protection })),

  /** A new recovery key, to be written down. The old one holds until `protection.useRecoveryKey`. */
  "protection.makeRecoveryKey": request<{ readonly recoveryKey: string }>()(z.strictObject({ proof })),

  /** The new one was written down: from now on it is the only one. */
  "protection.useRecoveryKey": request<undefined>()(nothing),
} as const;
