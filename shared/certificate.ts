// What window and main process agree on about certificates (spec 1.10): how long they hold, and how large the file of
// one may be. Trust is in the key: a certificate that has ended stops no message, it is renewed or asked for.
import type { Millis } from "./ids";

/** Bytes of a file with a certificate that the user chose. */
export const LARGEST_CERTIFICATE_FILE = 64 * 1024;

const DAY: Millis = 24 * 3600 * 1000;
/** Who has to do something is told this long ahead; our own self-signed certificate is renewed then. */
const EXPIRY_WARNING: Millis = 30 * DAY;

interface Period {
  readonly notBefore: Millis;
  readonly notAfter: Millis;
}

export type Validity = "not-yet" | "holds" | "ends-soon" | "ended";

export function validityAt({ notBefore, notAfter }: Period, now: Millis): Validity {
  if (now < notBefore) return "not-yet";
  if (now > notAfter) return "ended";
  return notAfter - now < EXPIRY_WARNING ? "ends-soon" : "holds";
}

/** For words that stand a whole day, given its start: what begins or ends on this day holds on it. */
export function validityOn({ notBefore, notAfter }: Period, dayStart: Millis): Validity {
  return validityAt({ notBefore: notBefore - DAY, notAfter }, dayStart);
}

export function isValidAt(period: Period, now: Millis): boolean {
  return period.notBefore <= now && now <= period.notAfter;
}

/** What a certificate says, in the words of the standards. */
export interface CertificateDetails {
  /** "CN=bob@sip.example.org, O=Example" */
  readonly subject: string;
  readonly issuer: string;
  /** It names itself as its issuer; whether it also signed itself was not looked at. */
  readonly namesItself: boolean;
  /** Hex in pairs. */
  readonly serial: string;
  readonly notBefore: Millis;
  readonly notAfter: Millis;
  /** "RSA, SHA-256", or the object identifier of one without a name here. */
  readonly signatureAlgorithm: string;
  /** Of an RSA key: no other is taken. */
  readonly keyBits: number;
  /** Lower-case hex SHA-256 of the public key (SPKI): what trust is in. */
  readonly keyFingerprint: string;
  /** Lower-case hex SHA-256 of the whole certificate. */
  readonly certificateFingerprint: string;
  readonly pem: string;
}
