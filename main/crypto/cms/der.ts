// Writes DER of CMS (RFC 5652) with the ASN.1 library: its elements under the names of the standard.
import {
  Constructed,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Primitive,
  Sequence,
  Set as AsnSet,
  type BaseBlock,
} from "asn1js";

export const sequence = (...value: BaseBlock[]): BaseBlock => new Sequence({ value });

/** The caller gives the elements in the order that DER wants. */
export const setOf = (...value: BaseBlock[]): BaseBlock => new AsnSet({ value });

/** `[number]` in front of other elements: explicit with one, an implicit set or sequence with its elements. */
export const tagged = (number: number, ...value: BaseBlock[]): BaseBlock =>
  new Constructed({ idBlock: { tagClass: 3, tagNumber: number }, value });

export const integer = (value: number): BaseBlock => new Integer({ value });

export const objectIdentifier = (value: string): BaseBlock => new ObjectIdentifier({ value });

export const octets = (bytes: Uint8Array): BaseBlock => new OctetString({ valueHex: bytes });

/** An octet string with the tag `[number]` in place of its own. */
export const implicitOctets = (number: number, bytes: Uint8Array): BaseBlock =>
  new Primitive({ idBlock: { tagClass: 3, tagNumber: number }, valueHex: bytes });

/** AlgorithmIdentifier (RFC 5280, 4.1.1.2), with NULL where it has no parameters. */
export const algorithm = (name: string, parameters: BaseBlock = new Null()): BaseBlock =>
  sequence(objectIdentifier(name), parameters);

/** ContentInfo (RFC 5652, 3), also EncapsulatedContentInfo (5.2). */
export const contentInfo = (type: string, content: BaseBlock): BaseBlock =>
  sequence(objectIdentifier(type), tagged(0, content));

export function encode(element: BaseBlock): Uint8Array {
  return new Uint8Array(element.toBER());
}
