// The own account: backups, export, sign-in, connection, certificate and the authorities that it believes.
import * as z from "zod/mini";
import type { AuthorityView, BackupState } from "../../app-state";
import { LARGEST_CERTIFICATE_FILE } from "../../certificate";
import { fingerprint, nothing, proxy, request, text } from "../define";

/** Bytes of a file that the user chose, in base64. One byte more than is taken, so that main can say that it is too large. */
const certificateFile = z.strictObject({ file: text(4 * Math.ceil((LARGEST_CERTIFICATE_FILE + 1) / 3)) });

export const accountRequests = {
  "backup.state": request<BackupState>()(nothing),

  "backup.now": request<BackupState>()(nothing),
  /** Sign in again: after a refused password, or after another device replaced this one. */
  "account.signIn": request<undefined>()(z.strictObject({ password: z.optional(text(1024)) })),

  "account.signOut": request<undefined>()(nothing),

  /** Deletes the profile's files. `address` must repeat the own address. */
  "account.remove": request<undefined>()(z.strictObject({ address: text(320) })),

  /** Asks where to save the account for another computer; `saved` is false when the user did not want to after all. */
  "account.export": request<{ readonly saved: boolean }>()(z.strictObject({ passphrase: text(1024) })),

  "account.cancelExport": request<undefined>()(nothing),

  "account.openSecondWindow": request<undefined>()(nothing),
  "connection.tryNow": request<undefined>()(nothing),

  /** Connects through this proxy from now on, without one when it is absent; at once. */
  "connection.setProxy": request<undefined>()(z.strictObject({ proxy: z.optional(proxy) })),
  /** Signs a new certificate for our key ourselves. */
  "certificate.renew": request<undefined>()(nothing),

  /** Asks where to save a signing request for our key; `saved` is false when the user did not want to after all. */
  "certificate.saveRequest": request<{ readonly saved: boolean }>()(nothing),

  /** Uses the certificate that an authority made of the request. */
  "certificate.useSigned": request<undefined>()(certificateFile),
  /** Which authority a file holds; nothing is done. */
  "authorities.preview": request<AuthorityView>()(certificateFile),

  "authorities.add": request<undefined>()(certificateFile),

  "authorities.remove": request<undefined>()(z.strictObject({ fingerprint })),
} as const;
