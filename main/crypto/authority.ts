// Certificate authorities that the user chose, and whether one of them signed a certificate (spec 1.10). The authority
// signs directly: there are no chains. A stranger's certificate costs one signature check at most per authority, and
// only when it names that authority as its issuer; the key that it is checked with is the user's choice.
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
  type Certificate as CertificateSchema,
  type Name,
  type SubjectPublicKeyInfo,
} from "@peculiar/asn1-x509";
import { StampError, type CertificateErrorCode } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { equalBytes } from "./bytes";
import { decodeCertificate, textOf, timeOf, type Certificate } from "./certificate";
import { sha256Hex } from "./hash";
import { publicKeyFrom, RSA_ENCRYPTION } from "./rsa";

export interface Authority {
  readonly der: Uint8Array;
  /** Lower-case hex SHA-256 of `der`. */
  readonly certificateSha256: string;
  /** For people; says nothing about who it is. */
  readonly name: string;
  readonly notBefore: Millis;
  readonly notAfter: Millis;
  /** Subject, DER. */
  readonly subject: Uint8Array;
  readonly keyId: Uint8Array | undefined;
  /** RSA, or EC on one of two curves. Opaque outside main/crypto. */
  readonly key: KeyObject;
}

/** RFC 5280, 4.2.1, and RFC 5280, appendix A.1. */
const EXTENSION = {
  keyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
  authorityKeyId: "2.5.29.35",
};
/** Those that may be critical: we follow the first two, and the others limit nothing that we do. */
const UNDERSTOOD: readonly string[] = [
  EXTENSION.basicConstraints,
  EXTENSION.keyUsage,
  "2.5.29.17", // subjectAltName
  "2.5.29.32", // certificatePolicies
  "2.5.29.37", // extKeyUsage
];

/** RFC 8017, appendix A.2.4, and RFC 5758, 3.2. */
const SIGNATURES: Readonly<Record<string, { readonly key: "rsa" | "ec"; readonly hash: string }>> = {
  "1.2.840.113549.1.1.11": { key: "rsa", hash: "sha256" },
  "1.2.840.113549.1.1.12": { key: "rsa", hash: "sha384" },
  "1.2.840.113549.1.1.13": { key: "rsa", hash: "sha512" },
  "1.2.840.10045.4.3.2": { key: "ec", hash: "sha256" },
  "1.2.840.10045.4.3.3": { key: "ec", hash: "sha384" },
  "1.2.840.10045.4.3.4": { key: "ec", hash: "sha512" },
};

const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
/** P-256 and P-384 by name, DER (RFC 5480, 2.1.1.1): a curve in full could be one that is slow on purpose. */
const CURVES: readonly string[] = ["06082a8648ce3d030107", "06052b81040022"];

/** Parts of a name that say best who it is, in this order: commonName, organizationName, organizationalUnitName. */
const NAMING: readonly string[] = ["2.5.4.3", "2.5.4.10", "2.5.4.11"];
const MAX_NAME_LENGTH = 120;

/**
 * Reads the certificate of an authority. Whether it is valid now is for the caller to see.
 * @throws StampError `certificate-unreadable`; `not-an-authority` when it may not sign others; `authority-unsupported`
 *   when its key is of another kind or size, or when it has conditions that we do not know.
 */
export function parseAuthority(der: Uint8Array): Authority {
  const certificate = decodeOr(der, "certificate-unreadable");
  const { subject, validity, subjectPublicKeyInfo } = certificate.tbsCertificate;
  if (!maySign(certificate)) throw new StampError("not-an-authority");
  const key = signingKeyOf(subjectPublicKeyInfo);
  if (key === undefined || hasUnknownConditions(certificate)) throw new StampError("authority-unsupported");
  const keyId = extensionOf(certificate, EXTENSION.keyId);
  try {
    return {
      der,
      certificateSha256: sha256Hex(der),
      name: nameForPeople(subject),
      notBefore: timeOf(validity.notBefore),
      notAfter: timeOf(validity.notAfter),
      subject: derOf(subject),
      keyId: keyId === undefined ? undefined : bytesOf(AsnConvert.parse(keyId, SubjectKeyIdentifier).buffer),
      key,
    };
  } catch (cause) {
    throw new StampError("certificate-unreadable", {}, { cause });
  }
}

/** Which of these authorities signed the certificate, whenever that was. */
export function signerOf({ der }: Certificate, authorities: readonly Authority[]): Authority | undefined {
  if (authorities.length === 0) return undefined;
  try {
    const certificate = decodeCertificate(der);
    if (hasUnknownConditions(certificate)) return undefined;
    return authorities.find((authority) => names(certificate, authority) && signed(certificate, authority));
  } catch {
    // An extension that is not what it should be.
    return undefined;
  }
}

/** Name of the issuer for people; undefined when the certificate names itself as its issuer. */
export function issuerNameOf({ der }: Certificate): string | undefined {
  const { issuer, subject } = decodeCertificate(der).tbsCertificate;
  return equalBytes(derOf(issuer), derOf(subject)) ? undefined : nameForPeople(issuer);
}

/** It names the authority as its issuer, and its key if it names one. */
function names(certificate: CertificateSchema, { subject, keyId }: Authority): boolean {
  if (!equalBytes(derOf(certificate.tbsCertificate.issuer), subject)) return false;
  const extension = extensionOf(certificate, EXTENSION.authorityKeyId);
  if (extension === undefined || keyId === undefined) return true;
  const { keyIdentifier } = AsnConvert.parse(extension, AuthorityKeyIdentifier);
  return keyIdentifier === undefined || equalBytes(bytesOf(keyIdentifier.buffer), keyId);
}

function signed(certificate: CertificateSchema, { key }: Authority): boolean {
  const { tbsCertificate, tbsCertificateRaw, signatureAlgorithm, signatureValue } = certificate;
  const algorithm = SIGNATURES[signatureAlgorithm.algorithm];
  if (algorithm === undefined || algorithm.key !== key.asymmetricKeyType || tbsCertificateRaw === undefined) return false;
  if (tbsCertificate.signature.algorithm !== signatureAlgorithm.algorithm) return false;
  // Not worth a thread: some tenths of a millisecond.
  return verify(algorithm.hash, new Uint8Array(tbsCertificateRaw), key, new Uint8Array(signatureValue));
}

function maySign(certificate: CertificateSchema): boolean {
  const constraints = extensionOf(certificate, EXTENSION.basicConstraints);
  const usage = extensionOf(certificate, EXTENSION.keyUsage);
  try {
    if (constraints === undefined || !AsnConvert.parse(constraints, BasicConstraints).cA) return false;
    return usage === undefined || (AsnConvert.parse(usage, KeyUsage).toNumber() & KeyUsageFlags.keyCertSign) !== 0;
  } catch {
    return false;
  }
}

/** For which names an authority may speak is a condition also where it is not marked as critical, as it should be. */
function hasUnknownConditions({ tbsCertificate }: CertificateSchema): boolean {
  const isUnknown = (extnID: string, critical: boolean): boolean =>
    extnID === EXTENSION.nameConstraints || (critical && !UNDERSTOOD.includes(extnID));
  return tbsCertificate.extensions?.some(({ critical, extnID }) => isUnknown(extnID, critical)) ?? false;
}

function signingKeyOf(info: SubjectPublicKeyInfo): KeyObject | undefined {
  const { algorithm, parameters } = info.algorithm;
  const isRsa = algorithm === RSA_ENCRYPTION;
  const curve = Buffer.from(parameters ?? new ArrayBuffer(0)).toString("hex");
  if (!isRsa && (algorithm !== EC_PUBLIC_KEY || !CURVES.includes(curve))) return undefined;
  try {
    const key = createPublicKey({ key: Buffer.from(derOf(info)), format: "der", type: "spki" });
    return isRsa ? publicKeyFrom(key)?.key : key;
  } catch {
    return undefined;
  }
}

function extensionOf({ tbsCertificate }: CertificateSchema, id: string): ArrayBuffer | undefined {
  return tbsCertificate.extensions?.find(({ extnID }) => extnID === id)?.extnValue.buffer;
}

/** Control characters and direction overrides could make one name look like another. */
function nameForPeople(name: Name): string {
  const parts = [...name].flatMap((part) => [...part]);
  const rank = (type: string): number => (NAMING.includes(type) ? NAMING.indexOf(type) : NAMING.length);
  const texts = [...parts].sort((a, b) => rank(a.type) - rank(b.type)).map(({ value }) => cleaned(textOf(value)));
  return texts.find((text) => text !== "") ?? "?";
}

const cleaned = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, "").trim().slice(0, MAX_NAME_LENGTH);

function decodeOr(der: Uint8Array, code: CertificateErrorCode): CertificateSchema {
  try {
    return decodeCertificate(der);
  } catch (cause) {
    throw new StampError(code, {}, { cause });
  }
}

const bytesOf = (buffer: ArrayBuffer): Uint8Array => new Uint8Array(buffer);
const derOf = (value: Name | SubjectPublicKeyInfo): Uint8Array => bytesOf(AsnConvert.serialize(value));
