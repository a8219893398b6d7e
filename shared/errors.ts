// Every error that a person or a caller can meet, by code. Sentences live in renderer/i18n.

/** Reading a message (spec 1.11). */
export const READ_ERROR_CODES = [
  "malformed-base64",
  "too-large",
  "malformed-envelope",
  "unknown-stp",
  "malformed-stp",
  "missing-field",
  "virtual-field-on-wire",
  "unsupported-variant",
  "not-for-me",
  "sender-mismatch",
  "no-certificate",
  "bad-key-block",
  "bad-mac",
  "bad-cipher",
  "bad-signature",
  "replay",
  "unknown-amp",
  "malformed-amp",
  "payload-too-large",
  "cms-malformed",
  "cms-not-signed",
  "cms-bad-signature",
  "cms-wrong-signer",
  "cms-decrypt",
  "wrong-version",
  "below-pin",
] as const;
export type ReadErrorCode = (typeof READ_ERROR_CODES)[number];

/** Opening the encrypted file and the account in it (spec 2.1). */
export const STORE_ERROR_CODES = [
  "database-wrong-key",
  "database-damaged",
  "database-missing",
  "database-locked",
  "database-newer",
  "database-unreadable",
  "disk-full",
  "repair-impossible",
] as const;
export type StoreErrorCode = (typeof STORE_ERROR_CODES)[number];

export const ACCOUNT_ERROR_CODES = [
  "invalid-address",
  "invalid-server-url",
  "insecure-server-url",
  "invalid-proxy",
  "insecure-through-proxy",
  "evaluation-only-loopback",
  "passphrase-too-short",
  "wrong-passphrase",
  "wrong-recovery-key",
  "key-store-unavailable",
  "key-store-changed",
  "keyring-damaged",
  "profile-in-use",
  "sign-in-refused",
  "server-unreachable",
  "certificate-untrusted",
  "account-in-use",
  "own-address",
  "guesses-paused",
  "shortcut-unusable",
  "shortcut-taken",
  "invalid-profile-name",
  "profile-exists",
  "unknown-profile",
] as const;
export type AccountErrorCode = (typeof ACCOUNT_ERROR_CODES)[number];

/** Files that the user chooses for the own certificate and its authorities (spec 1.10). */
export const CERTIFICATE_ERROR_CODES = [
  "certificate-too-large",
  "certificate-unreadable",
  "several-certificates",
  "not-an-authority",
  "authority-unsupported",
  "too-many-authorities",
  "certificate-not-valid-now",
  "certificate-other-key",
  "certificate-other-name",
  "certificate-not-signed",
] as const;
export type CertificateErrorCode = (typeof CERTIFICATE_ERROR_CODES)[number];

/** Contact cards, and codes that are read from a picture (spec 1.10). */
export const CARD_ERROR_CODES = [
  "card-malformed",
  "card-several",
  "card-foreign",
  "card-too-large",
  "card-wrong-key",
  "picture-unreadable",
  "picture-too-large",
  "picture-without-code",
] as const;
export type CardErrorCode = (typeof CARD_ERROR_CODES)[number];

/** The file in which an account moves to another computer (docs/account-file.md). */
export const ACCOUNT_FILE_ERROR_CODES = [
  "not-an-account-file",
  "account-file-newer",
  "account-file-damaged",
  "account-file-too-large",
  "account-file-unreadable",
  "account-file-wrong-passphrase",
  "account-file-try-here",
] as const;
export type AccountFileErrorCode = (typeof ACCOUNT_FILE_ERROR_CODES)[number];

/** Looking for a newer version and installing it (docs/updates.md). */
export const UPDATE_ERROR_CODES = [
  "update-unreachable",
  "update-not-signed",
  "update-malformed",
  "update-older",
  "update-stale",
  "update-not-loaded",
  "update-damaged",
  "update-not-installed",
] as const;
export type UpdateErrorCode = (typeof UPDATE_ERROR_CODES)[number];

export const COMMAND_ERROR_CODES = [
  "empty-text",
  "text-too-long",
  "unknown-contact",
  "unknown-message",
  "not-allowed-now",
  "file-not-saved",
  "link-refused",
  "link-not-opened",
  "desktop-refused",
  "canceled",
  "invalid-request",
  "internal",
] as const;
export type CommandErrorCode = (typeof COMMAND_ERROR_CODES)[number];

export type ErrorCode =
  | ReadErrorCode
  | StoreErrorCode
  | AccountErrorCode
  | CertificateErrorCode
  | CardErrorCode
  | AccountFileErrorCode
  | UpdateErrorCode
  | CommandErrorCode;

export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An expected failure with a code; crosses the bridge as `{ code, details }`, never with a stack. */
export class StampError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = "StampError";
    this.code = code;
    this.details = details;
  }
}
