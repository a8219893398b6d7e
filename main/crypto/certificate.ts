// X.509 certificates of people: read from DER or PEM, checked for what the protocols need (spec 1.10).
// A certificate comes from presence or a contact card, so from anybody: size first, then Node's parser, then each
// value by itself. Whether it is expired or trusted is decided elsewhere; trust is in the public key.
import { X509Certificate } from "node:crypto";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { equalBytes, plainBytes } from "./bytes";
import { sha256Hex } from "./hash";
import { publicKeyFrom, type PublicKey } from "./rsa";

/** RSA-4096 with a long chain of extensions stays below 4 KiB. */
export const MAX_CERTIFICATE_DER = 16 * 1024;
const MAX_CERTIFICATE_PEM = 2 * MAX_CERTIFICATE_DER;

export interface Certificate {
  readonly der: Uint8Array;
  /** Lower-case hex SHA-256 of `der`. */
  readonly certificateSha256: string;
  /** Subject CN as it stands there, not yet checked to be an address. */
  readonly commonName: string;
  readonly notBefore: Millis;
  readonly notAfter: Millis;
  readonly publicKey: PublicKey;
}

export type CertificateProblem = "too-large" | "malformed" | "key" | "name" | "validity";

/**
 * Reads one certificate, DER or PEM (bytes of it).
 * @throws StampError `no-certificate` with `problem`: what was given is not a certificate that can be used.
 */
export function parseCertificate(encoded: Uint8Array): Certificate {
  const pem = encoded[0] === 0x2d;
  if (encoded.length > (pem ? MAX_CERTIFICATE_PEM : MAX_CERTIFICATE_DER)) refuse("too-large");
  const { x509, der } = decode(encoded);
  // The parser stops where the certificate ends; what follows would be part of a fingerprint made of the input.
  if (!pem && !equalBytes(der, encoded)) refuse("malformed");
  return {
    der,
    certificateSha256: sha256Hex(der),
    commonName: commonNameOf(x509),
    notBefore: dateOf(x509.validFrom),
    notAfter: dateOf(x509.validTo),
    publicKey: publicKeyOf(x509),
  };
}

function decode(encoded: Uint8Array): { readonly x509: X509Certificate; readonly der: Uint8Array } {
  try {
    const x509 = new X509Certificate(encoded);
    return { x509, der: plainBytes(x509.raw) };
  } catch {
    return refuse("malformed");
  }
}

function publicKeyOf(x509: X509Certificate): PublicKey {
  try {
    return publicKeyFrom(x509.publicKey) ?? refuse("key");
  } catch {
    return refuse("key");
  }
}

/** The printed subject can be forged with line breaks in a value; the object form keeps each value whole. */
function commonNameOf(x509: X509Certificate): string {
  const subject: unknown = x509.toLegacyObject().subject;
  const names = typeof subject === "object" && subject !== null && "CN" in subject ? subject.CN : undefined;
  return typeof names === "string" && names !== "" ? names : refuse("name");
}

function dateOf(printed: string): Millis {
  const time = Date.parse(printed);
  return Number.isFinite(time) ? time : refuse("validity");
}

function refuse(problem: CertificateProblem): never {
  throw new StampError("no-certificate", { problem });
}
