// Reads BER and DER of CMS (RFC 5652, X.690). Whatever is read came from a stranger or out of a ciphertext that anybody
// could have changed, so depth and number of elements are limited; real messages have some three hundred elements. Our own
// code: a message has three layers to take apart before its signature counts, and with the ASN.1 library, which makes
// several objects and views of each element, that took longer than all of its cryptography.
import { StampError } from "../../../shared/errors";
import { concatBytes } from "../bytes";

const MAX_DEPTH = 32;
const MAX_ELEMENTS = 3000;
/** Bytes of an object identifier; those in use have at most some thirty. */
const MAX_IDENTIFIER = 128;

const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const SET = 0x31;
const CONSTRUCTED = 0x20;
/** Identifier octet of `[0]`; the constructed bit may be set. */
const CONTEXT_SPECIFIC = 0x80;
/** A number that does not fit into the identifier octet: nothing in CMS has one. */
const HIGH_NUMBER = 0x1f;
const INDEFINITE = 0x80;

export interface Element {
  /** The identifier octet: class, constructed or not, number. */
  readonly tag: number;
  /** In a constructed one: what is in it. */
  readonly children: readonly Element[];
  /** Its length was not told before. */
  readonly indefinite: boolean;
  /** Where it, its content and the content's end are in `bytes`. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly content: number;
  readonly contentEnd: number;
  readonly end: number;
}

export function malformed(reason: string): never {
  throw new StampError("cms-malformed", { reason });
}

/** The one element that fills `bytes`, whose parts share its memory. @throws StampError `cms-malformed`. */
export function readElement(bytes: Uint8Array): Element {
  const element = readAt({ bytes, elements: 0 }, 0, bytes.length, 1);
  return element.end === bytes.length ? element : malformed("asn1");
}

interface Input {
  readonly bytes: Uint8Array;
  /** Read so far. */
  elements: number;
}

/** The element that begins at `start` and ends before `limit` or there. */
function readAt(input: Input, start: number, limit: number, depth: number): Element {
  const { bytes } = input;
  input.elements += 1;
  if (depth > MAX_DEPTH || input.elements > MAX_ELEMENTS) malformed("limits");
  const [tag, first] = [bytes[start], bytes[start + 1]];
  if (tag === undefined || first === undefined || start + 2 > limit || (tag & HIGH_NUMBER) === HIGH_NUMBER) return malformed("asn1");
  const indefinite = first === INDEFINITE;
  const lengthOctets = first > INDEFINITE ? first - INDEFINITE : 0;
  const content = start + 2 + lengthOctets;
  const length = lengthOctets === 0 ? first : longLength(bytes.subarray(start + 2, content));
  const known = indefinite ? limit : content + length;
  if (content > limit || known > limit) malformed("asn1");
  if ((tag & CONSTRUCTED) === 0) {
    if (indefinite) malformed("asn1");
    return { tag, children: [], indefinite, bytes, start, content, contentEnd: known, end: known };
  }
  const children: Element[] = [];
  let at = content;
  while (indefinite ? !isEnd(bytes, at) : at < known) {
    const child = readAt(input, at, known, depth + 1);
    children.push(child);
    at = child.end;
  }
  if (indefinite && at + 2 > limit) malformed("asn1");
  return { tag, children, indefinite, bytes, start, content, contentEnd: at, end: indefinite ? at + 2 : at };
}

/** More than any message has is infinity. */
function longLength(octets: Uint8Array): number {
  return octets.reduce((length, octet) => length * 0x100 + octet, 0);
}

/** X.690, 8.1.5: end-of-contents octets. */
function isEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0 && bytes[at + 1] === 0;
}

/** What is in a constructed element; nothing in any other. */
export function childrenOf(element: Element | undefined): readonly Element[] {
  return element?.children ?? [];
}

/** Whether it has the tag `[number]`, implicit or explicit. */
export function isTagged({ tag }: Element, number: number): boolean {
  return (tag & ~CONSTRUCTED) === CONTEXT_SPECIFIC + number;
}

export const isSequence = (element: Element | undefined): boolean => element?.tag === SEQUENCE;

export const isSet = (element: Element | undefined): boolean => element?.tag === SET;

/** The bytes of an element as they came. */
export function berOf({ bytes, start, end }: Element): Uint8Array {
  return bytes.subarray(start, end);
}

/**
 * The value of an octet string, which in BER may come in pieces and pieces of pieces.
 * @throws StampError `cms-malformed`.
 */
export function octetsOf(element: Element | undefined): Uint8Array {
  if (element === undefined || (element.tag & ~CONSTRUCTED) !== OCTET_STRING) return malformed("octets");
  return valueOf(element);
}

/** The same with the tag `[0]` in place of its own. @throws StampError `cms-malformed`. */
export function implicitOctetsOf(element: Element | undefined): Uint8Array {
  return element !== undefined && isTagged(element, 0) ? valueOf(element) : malformed("octets");
}

function valueOf({ tag, children, bytes, content, contentEnd }: Element): Uint8Array {
  return (tag & CONSTRUCTED) === 0 ? bytes.subarray(content, contentEnd) : concatBytes(...children.map(octetsOf));
}

/**
 * An object identifier in its dotted form; arcs beyond 2⁵³, which no name that we know has, not to the last digit.
 * @throws StampError `cms-malformed`.
 */
export function identifierOf(element: Element | undefined): string {
  if (element?.tag !== OBJECT_IDENTIFIER) return malformed("identifier");
  const { bytes, content, contentEnd } = element;
  if (contentEnd === content || contentEnd - content > MAX_IDENTIFIER || (bytes[contentEnd - 1] ?? 0) > 0x7f) malformed("identifier");
  let name = "";
  let arc = 0;
  for (let at = content; at < contentEnd; at += 1) {
    const octet = bytes[at] ?? 0;
    arc = arc * 0x80 + (octet & 0x7f);
    if (octet > 0x7f) continue;
    // X.690, 8.19.4: the first two arcs are one number.
    const root = Math.min(2, Math.floor(arc / 40));
    name += name === "" ? `${root}.${arc - 40 * root}` : `.${arc}`;
    arc = 0;
  }
  return name;
}

interface Algorithm {
  readonly name: string;
  readonly parameters: Element | undefined;
}

/** AlgorithmIdentifier (RFC 5280, 4.1.1.2). @throws StampError `cms-malformed`. */
export function readAlgorithm(element: Element | undefined): Algorithm {
  const [name, parameters] = isSequence(element) ? childrenOf(element) : [];
  return { name: identifierOf(name), parameters };
}

interface Typed {
  readonly type: string;
  readonly content: Element | undefined;
}

/**
 * ContentInfo and EncapsulatedContentInfo (RFC 5652, 3 and 5.2): a type and a content of that type, tagged [0], which
 * the latter may lack. @throws StampError `cms-malformed`.
 */
export function readTyped(element: Element | undefined): Typed {
  const [type, explicit] = isSequence(element) ? childrenOf(element) : [];
  if (explicit === undefined) return { type: identifierOf(type), content: undefined };
  const [content] = isTagged(explicit, 0) ? childrenOf(explicit) : [];
  return { type: identifierOf(type), content: content ?? malformed("content") };
}

/** Type and fields of the one ContentInfo that fills `bytes`. @throws StampError `cms-malformed`. */
export function readContentInfo(bytes: Uint8Array): { readonly type: string; readonly fields: readonly Element[] } {
  const { type, content } = readTyped(readElement(bytes));
  return { type, fields: isSequence(content) ? childrenOf(content) : [] };
}
