// Reading contact cards (spec 1.10), also those that other programs wrote: vCard 3.0 and 4.0, any line ends, folded
// lines, groups, a certificate as data URI or inline. A card may come from anybody: its size is limited before it is
// parsed, and the parser needs time and memory in proportion to it. What is strict is what counts: exactly one card, a
// SIP address, and a certificate only if it is this address's.
import ICAL from "ical.js";
import { LARGEST_CARD } from "../../shared/contact-card";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { fromBase64 } from "../crypto/base64";
import { parseCertificate, type Certificate } from "../crypto/certificate";
import { canonicalAddress, namesAddress } from "../protocol/address";
import { CERTIFICATE_DATA_URI, KEY_HASH_PROPERTY, type ContactCard } from "./contact-card";

interface Property {
  /** Lower case. */
  readonly name: string;
  /** Names in lower case; the group, if any, is one of them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly value: string;
}

/**
 * Reads the text of one card.
 * @throws StampError `card-too-large`, `card-malformed`, `card-several`, `card-foreign` (no SIP address in it),
 * `card-wrong-key` (a certificate that is not this address's).
 */
export function readCard(text: string): ContactCard {
  if (text.length > LARGEST_CARD || new TextEncoder().encode(text).length > LARGEST_CARD) {
    throw new StampError("card-too-large");
  }
  const properties = propertiesOf(text);
  const address = addressIn(properties);
  const name = properties.find((property) => property.name === "fn")?.value ?? "";
  const key = keyIn(properties, address);
  return {
    address,
    ...(name === "" || name === address ? {} : { name }),
    ...(key === undefined ? {} : { key }),
  };
}

/** Of the one card in the text. */
function propertiesOf(text: string): readonly Property[] {
  const cards = componentsOf(text).filter(([name]) => name === "vcard");
  const [card] = cards;
  if (card === undefined) return malformed("no-card");
  if (cards.length > 1) throw new StampError("card-several");
  const [, properties, inside] = card;
  if (!Array.isArray(properties) || !Array.isArray(inside) || inside.length > 0) return malformed("nested");
  const read = properties.flatMap(toProperty);
  const version = read.find(({ name }) => name === "version")?.value;
  return version === "4.0" || version === "3.0" ? read : malformed("version");
}

/** In the parser's jCal form (RFC 7095): `[name, properties, components]` for each BEGIN … END at the top. */
function componentsOf(text: string): readonly unknown[][] {
  let parsed: unknown;
  try {
    parsed = ICAL.parse(text.replace(/^\uFEFF/u, "").replace(/\r\n?/g, "\n"));
  } catch {
    return malformed("syntax");
  }
  if (!Array.isArray(parsed)) return malformed("syntax");
  return Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
}

/** `[name, parameters, type, value]`; values of several parts are nothing that we read. */
function toProperty(entry: unknown): readonly Property[] {
  if (!Array.isArray(entry)) return [];
  const [name, parameters, , value] = entry as readonly unknown[];
  if (typeof name !== "string" || typeof value !== "string") return [];
  // Some programs escape these three in any value; the parser undoes it only where the standard says so.
  const plain = value.replace(/\\(?=[,;:])/g, "").trim();
  return [{ name, parameters: (parameters ?? {}) as Record<string, unknown>, value: plain }];
}

/** Of the first IMPP that is a SIP address. */
function addressIn(properties: readonly Property[]): Address {
  const sip = properties.find(({ name, value }) => name === "impp" && /^sips?:/i.test(value));
  if (sip === undefined) throw new StampError("card-foreign");
  try {
    return canonicalAddress(decodeUri(sip.value));
  } catch {
    return malformed("address");
  }
}

/** RFC 3986, 6.2.2.2: escapes of characters that need none mean the same as those; some programs escape the "@" too. */
function decodeUri(uri: string): string {
  const plain = uri.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(parseInt(escape.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : escape;
  });
  return plain.includes("@") ? plain : plain.replace(/%40/, "@");
}

function keyIn(properties: readonly Property[], address: Address): ContactCard["key"] {
  const certificate = properties.flatMap(certificateIn)[0];
  const fingerprint = fingerprintIn(properties);
  if (certificate === undefined) return fingerprint === undefined ? undefined : { type: "fingerprint", fingerprint };
  const isOfOther = fingerprint !== undefined && fingerprint !== certificate.publicKey.spkiSha256;
  if (isOfOther || !namesAddress(certificate.commonName, address)) throw new StampError("card-wrong-key");
  return { type: "certificate", certificate };
}

/** A KEY of another kind, PGP or an address to fetch it from, is not for us. */
function certificateIn({ name, parameters, value }: Property): readonly Certificate[] {
  if (name !== "key") return [];
  const base64 = base64Of(parameters, value);
  if (base64 === undefined) return [];
  const der = fromBase64(base64.replace(/\s/g, ""));
  if (der === undefined) return malformed("key");
  try {
    return [parseCertificate(der)];
  } catch {
    return malformed("key");
  }
}

function base64Of(parameters: Property["parameters"], value: string): string | undefined {
  if (value.slice(0, CERTIFICATE_DATA_URI.length).toLowerCase() === CERTIFICATE_DATA_URI) {
    const escapes: Readonly<Record<string, string>> = { "%2b": "+", "%2f": "/", "%3d": "=" };
    return value.slice(CERTIFICATE_DATA_URI.length).replace(/%[0-9a-f]{2}/gi, (escape) => escapes[escape.toLowerCase()] ?? escape);
  }
  // vCard 3.0 (RFC 2426, 3.7.2): inline, and of which kind is said beside it.
  const isInline = hasWord(parameters["encoding"], /^b(?:ase64)?$/i);
  return isInline && hasWord(parameters["type"] ?? "x509", /^x509$/i) ? value : undefined;
}

/** A parameter has one value or a list of them. */
function hasWord(parameter: unknown, word: RegExp): boolean {
  return [parameter].flat().some((value) => typeof value === "string" && word.test(value));
}

function fingerprintIn(properties: readonly Property[]): string | undefined {
  const value = properties.find(({ name }) => name === KEY_HASH_PROPERTY.toLowerCase())?.value.toLowerCase();
  return value === undefined || /^[0-9a-f]{64}$/.test(value) ? value : malformed("fingerprint");
}

function malformed(problem: string): never {
  throw new StampError("card-malformed", { problem });
}
