// Before there is an open account: the snapshot, onboarding, unlocking, repair.
import * as z from "zod/mini";
import type { AppSnapshot, ConnectionTestResult } from "../../app-state";
import type { Address, Millis } from "../../ids";
import { nothing, proxy, request, text } from "../define";

export const protection = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("os") }),
  z.strictObject({ type: z.literal("passphrase"), passphrase: text(1024) }),
]);
export type Protection = z.infer<typeof protection>;

const serverAccount = {
  address: text(320),
  password: text(1024),
  server: text(512),
  /** PEM text of an own certificate authority for the server's TLS certificate. */
  caCertificate: z.optional(text(65_536)),
  proxy: z.optional(proxy),
};

/** Shown once, to be written down. */
export interface NewAccount {
  readonly recoveryKey: string;
  /** Own half of every safety number: 30 digits. */
  readonly ownDigits: string;
}

/** What an account file says of itself. */
export interface AccountFileView {
  readonly address: Address;
  readonly savedAt: Millis;
}

export const openingRequests = {
  "app.snapshot": request<AppSnapshot>()(nothing),
  "onboarding.findServer": request<{ readonly server?: string }>()(
    z.strictObject({ address: text(320), proxy: z.optional(proxy) }),
  ),

  "onboarding.testConnection": request<readonly ConnectionTestResult[]>()(z.strictObject(serverAccount)),

  /** `replaceDevice`: also when another device is signed in; without it that is the error `account-in-use`. */
  "onboarding.signIn": request<NewAccount>()(
    z.strictObject({ ...serverAccount, protection, replaceDevice: z.optional(z.boolean()) }),
  ),

  "onboarding.tryHere": request<NewAccount>()(z.strictObject({ protection })),

  /** As the second person of "Try it here", in the window that was opened for it. */
  "onboarding.joinTry": request<NewAccount>()(z.strictObject({ protection })),

  /** Asks for an account file of another computer; without a name the user did not want to after all. */
  "onboarding.chooseAccountFile": request<{ readonly name?: string }>()(nothing),

  /** Whose account is in the chosen file, and when it was saved. */
  "onboarding.openAccountFile": request<AccountFileView>()(z.strictObject({ passphrase: text(1024) })),

  "onboarding.importAccount": request<NewAccount>()(z.strictObject({ protection, replaceDevice: z.optional(z.boolean()) })),

  "onboarding.cancelImport": request<undefined>()(nothing),

  /** The recovery key was noted; open the main window. */
  "onboarding.finish": request<undefined>()(nothing),
  "unlock.osKeyStore": request<undefined>()(nothing),

  "unlock.passphrase": request<undefined>()(z.strictObject({ passphrase: text(1024) })),

  "unlock.recoveryKey": request<undefined>()(z.strictObject({ recoveryKey: text(128) })),
  /** Of a blocked account that says it can be tried: what reads is saved, a backup fills the rest, the account opens. */
  "recovery.repair": request<undefined>()(nothing),

  /** Looks again at what blocks the account. */
  "recovery.tryAgain": request<undefined>()(nothing),

  /** The report of the last repair was read. */
  "recovery.dismissReport": request<undefined>()(nothing),
} as const;
