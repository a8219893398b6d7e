// X.509 certificates of people, in DER, checked for what the protocols need (spec 1.10). A certificate comes from
// presence, so from anybody: size first, then a parser in JavaScript, then each value by itself. Node's own
// X509Certificate is not for strangers' certificates: a key that it cannot read ends the process, in `publicKey`
// before Node 18.16.1 (CVE-2023-30588; the evaluation runtime is older), in `toLegacyObject` still in Node 24.
// Whether a certificate is expired or trusted is decided elsewhere; trust is in the public key.
import { createPublicKey } from "node:crypto";
import { AsnConvert, AsnParser } from "@peculiar/asn1-schema";
import { Certificate as CertificateSchema } from "@peculiar/asn1-x509";
import type { AttributeValue, Name, SubjectPublicKeyInfo, Time } from "@peculiar/asn1-x509";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { readBer } from "./ber-limits";
import { sha256Hex } from "./hash";
import { publicKeyFrom, RSA_ENCRYPTION, type PublicKey } from "./rsa";

/** RSA-4096 with a long chain of extensions stays below 4 KiB. */
export const MAX_CERTIFICATE_DER = 16 * 1024;
/** Some hundred values are usual, and each takes its time: as many as fit would hold the main thread for 50 ms. */
const LIMITS = { maxDepth: 32, maxNodes: 1000 } as const;
/** RFC 5280, appendix A.1: id-at-commonName. */
const COMMON_NAME = "2.5.4.3";

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
 * Reads one certificate.
 * @throws StampError `no-certificate` with `problem`: what was given is not a certificate that can be used.
 */
export function parseCertificate(der: Uint8Array): Certificate {
  const { subject, validity, subjectPublicKeyInfo } = decodeCertificate(der).tbsCertificate;
  return {
    der,
    certificateSha256: sha256Hex(der),
    commonName: commonNameOf(subject),
    notBefore: timeOf(validity.notBefore),
    notAfter: timeOf(validity.notAfter),
    publicKey: publicKeyOf(subjectPublicKeyInfo),
  };
}

/** Throws `no-certificate`; the values in it are as they came. */
export function decodeCertificate(der: Uint8Array): CertificateSchema {
  if (der.length > MAX_CERTIFICATE_DER) refuse("too-large");
  try {
    // What follows a certificate would be part of a fingerprint made of the input.
    const element = readBer(der, LIMITS);
    if (element !== undefined) return AsnParser.fromASN<CertificateSchema>(element, CertificateSchema);
  } catch {
    // The parser's words are about its schema.
  }
  return refuse("malformed");
}

/** Only RSA is given to Node: reading a key on a curve of a stranger's choice takes OpenSSL some 50 ms. */
function publicKeyOf(info: SubjectPublicKeyInfo): PublicKey {
  if (info.algorithm.algorithm !== RSA_ENCRYPTION) refuse("key");
  try {
    const spki = Buffer.from(AsnConvert.serialize(info));
    return publicKeyFrom(createPublicKey({ key: spki, format: "der", type: "spki" })) ?? refuse("key");
  } catch {
    return refuse("key");
  }
}

/** The only one there is: of two names nobody could say which counts. */
function commonNameOf(subject: Name): string {
  const names = [...subject].flatMap((part) => [...part]).filter(({ type }) => type === COMMON_NAME);
  const [name] = names;
  if (name === undefined || names.length > 1) return refuse("name");
  return textOf(name.value) || refuse("name");
}

/** Empty for a value that is no text. */
export function textOf({ utf8String, printableString, ia5String, teletexString, bmpString }: AttributeValue): string {
  return utf8String ?? printableString ?? ia5String ?? teletexString ?? bmpString ?? "";
}

/** Throws `no-certificate`. */
export function timeOf(time: Time): Millis {
  try {
    const millis = time.getTime().getTime();
    if (Number.isFinite(millis)) return millis;
  } catch {
    // It has neither of the two forms.
  }
  return refuse("validity");
}

function refuse(problem: CertificateProblem): never {
  throw new StampError("no-certificate", { problem });
}
