// A sentence for every error a person can meet. Reading errors never stop a person (they become a line in
// the conversation), so all of them share the plain words by what they mean; the code stands in details.
import { StampError, type ErrorCode, type ReadErrorCode } from "../../shared/errors";
import type { ConnectionProblem } from "../../shared/connection";
import { t, type TextKey } from "./i18n";

const READING: Readonly<Record<ReadErrorCode, TextKey>> = {
  "malformed-base64": "error.reading.damaged",
  "too-large": "error.reading.too-large",
  "malformed-envelope": "error.reading.damaged",
  "unknown-stp": "error.reading.newer",
  "malformed-stp": "error.reading.damaged",
  "missing-field": "error.reading.damaged",
  "virtual-field-on-wire": "error.reading.damaged",
  "unsupported-variant": "error.reading.newer",
  "not-for-me": "error.reading.not-for-me",
  "sender-mismatch": "error.reading.sender-mismatch",
  "no-certificate": "error.reading.no-certificate",
  "bad-key-block": "error.reading.not-opened",
  "bad-mac": "error.reading.not-opened",
  "bad-cipher": "error.reading.not-opened",
  "bad-signature": "error.reading.not-opened",
  replay: "error.reading.replay",
  "unknown-amp": "error.reading.newer",
  "malformed-amp": "error.reading.damaged",
  "payload-too-large": "error.reading.too-large",
  "cms-malformed": "error.reading.damaged",
  "cms-not-signed": "error.reading.not-opened",
  "cms-bad-signature": "error.reading.not-opened",
  "cms-wrong-signer": "error.reading.sender-mismatch",
  "cms-decrypt": "error.reading.not-opened",
  "wrong-version": "error.reading.newer",
  "below-pin": "error.reading.below-pin",
};

const OTHER: Readonly<Record<Exclude<ErrorCode, ReadErrorCode>, TextKey>> = {
  "database-wrong-key": "error.database-wrong-key",
  "database-damaged": "error.database-damaged",
  "database-missing": "error.database-missing",
  "repair-impossible": "error.repair-impossible",
  "database-locked": "error.database-locked",
  "database-newer": "error.database-newer",
  "database-unreadable": "error.database-unreadable",
  "disk-full": "error.disk-full",
  "invalid-address": "error.invalid-address",
  "invalid-server-url": "error.invalid-server-url",
  "insecure-server-url": "error.insecure-server-url",
  "invalid-proxy": "error.invalid-proxy",
  "insecure-through-proxy": "error.insecure-through-proxy",
  "evaluation-only-loopback": "error.evaluation-only-loopback",
  "passphrase-too-short": "error.passphrase-too-short",
  "wrong-passphrase": "error.wrong-passphrase",
  "wrong-recovery-key": "error.wrong-recovery-key",
  "key-store-unavailable": "error.key-store-unavailable",
  "key-store-changed": "error.key-store-changed",
  "keyring-damaged": "error.keyring-damaged",
  "profile-in-use": "error.profile-in-use",
  "sign-in-refused": "error.sign-in-refused",
  "server-unreachable": "error.server-unreachable",
  "certificate-untrusted": "error.certificate-untrusted",
  "account-in-use": "error.account-in-use",
  "own-address": "error.own-address",
  "guesses-paused": "error.guesses-paused",
  "shortcut-unusable": "error.shortcut-unusable",
  "shortcut-taken": "error.shortcut-taken",
  "invalid-profile-name": "error.invalid-profile-name",
  "profile-exists": "error.profile-exists",
  "unknown-profile": "error.unknown-profile",
  "certificate-too-large": "error.certificate-too-large",
  "certificate-unreadable": "error.certificate-unreadable",
  "several-certificates": "error.several-certificates",
  "not-an-authority": "error.not-an-authority",
  "authority-unsupported": "error.authority-unsupported",
  "too-many-authorities": "error.too-many-authorities",
  "certificate-not-valid-now": "error.certificate-not-valid-now",
  "certificate-other-key": "error.certificate-other-key",
  "certificate-other-name": "error.certificate-other-name",
  "certificate-not-signed": "error.certificate-not-signed",
  "card-malformed": "error.card-malformed",
  "card-several": "error.card-several",
  "card-foreign": "error.card-foreign",
  "card-too-large": "error.card-too-large",
  "card-wrong-key": "error.card-wrong-key",
  "picture-unreadable": "error.picture-unreadable",
  "picture-too-large": "error.picture-too-large",
  "picture-without-code": "error.picture-without-code",
  "not-an-account-file": "error.not-an-account-file",
  "account-file-newer": "error.account-file-newer",
  "account-file-damaged": "error.account-file-damaged",
  "account-file-too-large": "error.account-file-too-large",
  "account-file-unreadable": "error.account-file-unreadable",
  "account-file-wrong-passphrase": "error.account-file-wrong-passphrase",
  "account-file-try-here": "error.account-file-try-here",
  "update-unreachable": "error.update-unreachable",
  "update-not-signed": "error.update-not-signed",
  "update-malformed": "error.update-malformed",
  "update-older": "error.update-older",
  "update-stale": "error.update-stale",
  "update-not-loaded": "error.update-not-loaded",
  "update-damaged": "error.update-damaged",
  "update-not-installed": "error.update-not-installed",
  "empty-text": "error.empty-text",
  "text-too-long": "error.text-too-long",
  "unknown-contact": "error.unknown-contact",
  "unknown-message": "error.unknown-message",
  "not-allowed-now": "error.not-allowed-now",
  "file-not-saved": "error.file-not-saved",
  "link-refused": "error.link-refused",
  "link-not-opened": "error.link-not-opened",
  "desktop-refused": "error.desktop-refused",
  canceled: "error.canceled",
  "invalid-request": "error.invalid-request",
  internal: "error.internal",
};

const ERRORS: Readonly<Record<ErrorCode, TextKey>> = { ...READING, ...OTHER };

const CONNECTION: Readonly<Record<ConnectionProblem, TextKey>> = {
  "network-unreachable": "connection.network-unreachable",
  "server-refused": "connection.server-refused",
  "server-closed": "connection.server-closed",
  "server-silent": "connection.server-silent",
  "certificate-untrusted": "connection.certificate-untrusted",
  "certificate-self-signed": "connection.certificate-self-signed",
  "certificate-expired": "connection.certificate-expired",
  "certificate-not-yet-valid": "connection.certificate-not-yet-valid",
  "certificate-wrong-host": "connection.certificate-wrong-host",
  "name-not-found": "connection.name-not-found",
  "registration-rejected": "connection.registration-rejected",
  "proxy-unreachable": "connection.proxy-unreachable",
  "proxy-refused": "connection.proxy-refused",
  "proxy-failed": "connection.proxy-failed",
  "proxy-silent": "connection.proxy-silent",
  "insecure-through-proxy": "error.insecure-through-proxy",
  "evaluation-only-loopback": "error.evaluation-only-loopback",
};

export function errorSentence(code: ErrorCode): string {
  return t(ERRORS[code]);
}

export function connectionSentence(problem: ConnectionProblem): string {
  return t(CONNECTION[problem]);
}

/** What a failed sign-in found out about the way to the server; says more than its code. */
export function connectionProblemIn(error: unknown): ConnectionProblem | undefined {
  const problem = error instanceof StampError ? error.details["problem"] : undefined;
  return typeof problem === "string" && Object.hasOwn(CONNECTION, problem) ? (problem as ConnectionProblem) : undefined;
}

/** What a connection test or a sign-in may answer: a problem of the connection or an error. */
export function problemSentence(problem: ConnectionProblem | ErrorCode): string {
  return Object.hasOwn(CONNECTION, problem)
    ? connectionSentence(problem as ConnectionProblem)
    : errorSentence(problem as ErrorCode);
}
