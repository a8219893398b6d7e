// Writes DER of CMS (RFC 5652, X.690) under the names of the standard. An element is its bytes.
import { concatBytes } from "../bytes";

/** Identifier octet of `[0]` in front of other elements, and of one that has it in place of its own. */
const EXPLICIT = 0xa0;
const IMPLICIT = 0x80;
const NULL = Uint8Array.of(0x05, 0);

function element(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return concatBytes(Uint8Array.of(tag, ...lengthOctets(length)), ...content);
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return [0x80 + octets.length, ...octets];
}

export const sequence = (...value: Uint8Array[]): Uint8Array => element(0x30, ...value);

/** The caller gives the elements in the order that DER wants. */
export const setOf = (...value: Uint8Array[]): Uint8Array => element(0x31, ...value);

/** `[number]` in front of other elements: explicit with one, an implicit set or sequence with its elements. */
export const tagged = (number: number, ...value: Uint8Array[]): Uint8Array => element(EXPLICIT + number, ...value);

/** Of a version: 0 to 127. */
export const integer = (value: number): Uint8Array => Uint8Array.of(0x02, 1, value);

/** We write a handful of names, some of them many times a message. */
const identifiers = new Map<string, Uint8Array>();

export function objectIdentifier(name: string): Uint8Array {
  const known = identifiers.get(name);
  if (known !== undefined) return known;
  const [root = 0, second = 0, ...arcs] = name.split(".").map(Number);
  const encoded = element(0x06, Uint8Array.from([40 * root + second, ...arcs].flatMap(base128)));
  identifiers.set(name, encoded);
  return encoded;
}

/** Seven bits an octet, the highest first; all but the last with the eighth bit. */
function base128(arc: number): readonly number[] {
  const octets = [arc & 0x7f];
  for (let rest = arc >>> 7; rest > 0; rest >>>= 7) octets.unshift((rest & 0x7f) | 0x80);
  return octets;
}

export const octets = (bytes: Uint8Array): Uint8Array => element(0x04, bytes);

/** An octet string with the tag `[number]` in place of its own. */
export const implicitOctets = (number: number, bytes: Uint8Array): Uint8Array => element(IMPLICIT + number, bytes);

/** AlgorithmIdentifier (RFC 5280, 4.1.1.2), with NULL where it has no parameters. */
export const algorithm = (name: string, parameters: Uint8Array = NULL): Uint8Array =>
  sequence(objectIdentifier(name), parameters);

/** ContentInfo (RFC 5652, 3), also EncapsulatedContentInfo (5.2). */
export const contentInfo = (type: string, content: Uint8Array): Uint8Array =>
  sequence(objectIdentifier(type), tagged(0, content));
