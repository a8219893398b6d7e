// Contact cards (spec 1.10): vCard 4.0 (RFC 6350) with FN, IMPP and KEY, to be saved, sent or shown. As a QR code the
// same without the certificate, which would make the code too fine to be scanned: with the SHA-256 of the SPKI instead.
// FN is always the address: a name that the user gave is the user's own and leaves this computer with no card.
import type { Address } from "../../shared/ids";
import { toBase64 } from "../crypto/base64";
import type { Certificate } from "../crypto/certificate";

/** Our own property: lower-case hex SHA-256 of the public key (SPKI), for a card without the certificate. */
export const KEY_HASH_PROPERTY = "X-STAMP-SPKI-SHA256";

export const CERTIFICATE_DATA_URI = "data:application/pkix-cert;base64,";

/** What a card that was read says. Nobody signed it: it is as trustworthy as the way it came. */
export interface ContactCard {
  readonly address: Address;
  /** FN as it stands there; not proved, not cleaned. Absent when it only repeats the address. */
  readonly name?: string;
  /** `certificate`: its CN is the address. `fingerprint`: lower-case hex SHA-256 of the SPKI. */
  readonly key?:
    | { readonly type: "certificate"; readonly certificate: Certificate }
    | { readonly type: "fingerprint"; readonly fingerprint: string };
}

/** RFC 6350, 3.2: lines are folded at 75 octets. Everything we write is ASCII. */
const LINE_LENGTH = 75;

/** The card with the certificate, as it is saved to a file. */
export function writeCard(address: Address, certificate: Certificate): string {
  return vcard(address, `KEY:${CERTIFICATE_DATA_URI}${toBase64(certificate.der)}`);
}

/** The card without the certificate, as it is put into a QR code. */
export function writeShortCard(address: Address, fingerprint: string): string {
  return vcard(address, `${KEY_HASH_PROPERTY}:${fingerprint}`);
}

function vcard(address: Address, key: string): string {
  const lines = ["BEGIN:VCARD", "VERSION:4.0", `FN:${asText(address)}`, `IMPP:sip:${address}`, key, "END:VCARD"];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** RFC 6350, 3.4: a comma would part values. An address has no backslash. */
function asText(address: Address): string {
  return address.replaceAll(",", "\\,");
}

function fold(line: string): string {
  const rest = line.slice(LINE_LENGTH).match(/.{1,74}/g) ?? [];
  return [line.slice(0, LINE_LENGTH), ...rest].join("\r\n ");
}
