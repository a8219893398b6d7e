// Everything that a certificate says, for people who want to look (spec 1.10). It may be a stranger's, so it goes through
// the same reader as every other (certificate.ts), and texts in it lose what could make one name look like another.
import { AsnConvert } from "@peculiar/asn1-schema";
import type { AttributeValue, Name } from "@peculiar/asn1-x509";
import type { CertificateDetails } from "../../shared/certificate";
import { equalBytes } from "./bytes";
import { decodeCertificate, textOf, type Certificate } from "./certificate";

/** RFC 4514, section 3, and the two that older programs write. */
const NAME_PARTS: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.5": "serialNumber",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "E",
};

/** RFC 8017, appendix A.2.4; RFC 5758, 3.2; RFC 8410, 3. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.5": "RSA, SHA-1",
  "1.2.840.113549.1.1.10": "RSA-PSS",
  "1.2.840.113549.1.1.11": "RSA, SHA-256",
  "1.2.840.113549.1.1.12": "RSA, SHA-384",
  "1.2.840.113549.1.1.13": "RSA, SHA-512",
  "1.2.840.10045.4.3.2": "ECDSA, SHA-256",
  "1.2.840.10045.4.3.3": "ECDSA, SHA-384",
  "1.2.840.10045.4.3.4": "ECDSA, SHA-512",
  "1.3.101.112": "Ed25519",
};

const MAX_PARTS = 16;
const MAX_PART_LENGTH = 120;
/** RFC 5280, 4.1.2.2: at most 20 octets; longer ones are cut in the display only. */
const MAX_SERIAL_BYTES = 32;
const PEM_LINE = 64;

/** Of a certificate that was read before, so nothing of it is new; throws StampError `no-certificate` all the same. */
export function certificateDetails({ der, certificateSha256, notBefore, notAfter, publicKey }: Certificate): CertificateDetails {
  const { tbsCertificate, signatureAlgorithm } = decodeCertificate(der);
  return {
    subject: nameOf(tbsCertificate.subject),
    issuer: nameOf(tbsCertificate.issuer),
    namesItself: isSameName(tbsCertificate.subject, tbsCertificate.issuer),
    serial: hexPairs(new Uint8Array(tbsCertificate.serialNumber)),
    notBefore,
    notAfter,
    signatureAlgorithm: ALGORITHMS[signatureAlgorithm.algorithm] ?? signatureAlgorithm.algorithm,
    keyBits: publicKey.blockLength * 8,
    keyFingerprint: publicKey.spkiSha256,
    certificateFingerprint: certificateSha256,
    pem: toPem(der),
  };
}

/** "CN=bob@sip.example.org, O=Example": as it stands there, not reversed. */
function nameOf(name: Name): string {
  const parts = [...name].flatMap((part) => [...part]).slice(0, MAX_PARTS);
  return parts.map(({ type, value }) => `${NAME_PARTS[type] ?? type}=${plainTextOf(value)}`).join(", ");
}

/** What would end the value is marked as in RFC 4514, 2.4, or one value could pass for several. */
function plainTextOf(value: AttributeValue): string {
  const shown = textOf(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").slice(0, MAX_PART_LENGTH);
  return shown.replace(/[\\,+="<>;]/g, "\\$&");
}

/** As they stand there: of what is shown much is left out. */
function isSameName(one: Name, other: Name): boolean {
  try {
    return equalBytes(new Uint8Array(AsnConvert.serialize(one)), new Uint8Array(AsnConvert.serialize(other)));
  } catch {
    // A value that can be read and not be written again: nothing is claimed of it.
    return false;
  }
}

function hexPairs(bytes: Uint8Array): string {
  return [...bytes.subarray(0, MAX_SERIAL_BYTES)].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":");
}

function toPem(der: Uint8Array): string {
  const lines = Buffer.from(der).toString("base64").match(new RegExp(`.{1,${String(PEM_LINE)}}`, "g")) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
