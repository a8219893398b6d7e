// Reads BER and DER of CMS (RFC 5652) with the ASN.1 library. Whatever is read came from a stranger or out of a
// ciphertext that anybody could have changed, so depth and number of elements are limited; real messages have some
// three hundred elements. The library's schemas for CMS are not used: they read all there is, each certificate and signer
// at about the cost of a signature, before a limit of ours could count.
import { BaseBlock, Constructed, EndOfContent, ObjectIdentifier, OctetString, Primitive, Sequence } from "asn1js";
import { StampError } from "../../../shared/errors";
import { readBer } from "../ber-limits";
import { concatBytes } from "../bytes";

const LIMITS = { maxDepth: 32, maxNodes: 3000, parseEmbedded: false } as const;
const CONTEXT_SPECIFIC = 3;

export function malformed(reason: string): never {
  throw new StampError("cms-malformed", { reason });
}

/** The one element that fills `bytes`. @throws StampError `cms-malformed`. */
export function readElement(bytes: Uint8Array): BaseBlock {
  return parsed(bytes) ?? malformed("asn1");
}

function parsed(bytes: Uint8Array): BaseBlock | undefined {
  try {
    return readBer(bytes, LIMITS);
  } catch {
    return undefined;
  }
}

/** What is in a constructed element; nothing in any other, as the library keeps the numbers of an OID in the same place. */
export function childrenOf(element: BaseBlock | undefined): readonly BaseBlock[] {
  const { value } = (element?.valueBlock ?? {}) as { readonly value?: unknown };
  return Array.isArray(value) ? value.filter((part) => part instanceof BaseBlock) : [];
}

/** Whether it has the tag `[number]`, implicit or explicit. */
export function isTagged({ idBlock }: BaseBlock, number: number): boolean {
  return idBlock.tagClass === CONTEXT_SPECIFIC && idBlock.tagNumber === number;
}

/** The bytes of an element as they came. */
export function berOf(element: BaseBlock): Uint8Array {
  return element.valueBeforeDecodeView;
}

/**
 * The value of an octet string, which in BER may come in pieces and pieces of pieces.
 * @throws StampError `cms-malformed`.
 */
export function octetsOf(element: BaseBlock | undefined): Uint8Array {
  if (!(element instanceof OctetString)) return malformed("octets");
  return element.idBlock.isConstructed ? joined(element) : element.valueBlock.valueHexView;
}

/** The same with the tag `[0]` in place of its own. @throws StampError `cms-malformed`. */
export function implicitOctetsOf(element: BaseBlock | undefined): Uint8Array {
  if (element === undefined || !isTagged(element, 0)) return malformed("octets");
  if (element instanceof Primitive) return element.valueBlock.valueHexView;
  return element instanceof Constructed ? joined(element) : malformed("octets");
}

function joined(pieces: BaseBlock): Uint8Array {
  return concatBytes(...childrenOf(pieces).filter((piece) => !(piece instanceof EndOfContent)).map(octetsOf));
}

/** @throws StampError `cms-malformed`. */
export function identifierOf(element: BaseBlock | undefined): string {
  return element instanceof ObjectIdentifier ? element.getValue() : malformed("identifier");
}

interface Algorithm {
  readonly name: string;
  readonly parameters: BaseBlock | undefined;
}

/** AlgorithmIdentifier (RFC 5280, 4.1.1.2). @throws StampError `cms-malformed`. */
export function readAlgorithm(element: BaseBlock | undefined): Algorithm {
  const [name, parameters] = element instanceof Sequence ? childrenOf(element) : [];
  return { name: identifierOf(name), parameters };
}

interface Typed {
  readonly type: string;
  readonly content: BaseBlock | undefined;
}

/**
 * ContentInfo and EncapsulatedContentInfo (RFC 5652, 3 and 5.2): a type and a content of that type, tagged [0], which
 * the latter may lack. @throws StampError `cms-malformed`.
 */
export function readTyped(element: BaseBlock | undefined): Typed {
  const [type, explicit] = element instanceof Sequence ? childrenOf(element) : [];
  if (explicit === undefined) return { type: identifierOf(type), content: undefined };
  const [content] = isTagged(explicit, 0) ? childrenOf(explicit) : [];
  return { type: identifierOf(type), content: content ?? malformed("content") };
}

/** Type and fields of the one ContentInfo that fills `bytes`. @throws StampError `cms-malformed`. */
export function readContentInfo(bytes: Uint8Array): { readonly type: string; readonly fields: readonly BaseBlock[] } {
  const { type, content } = readTyped(readElement(bytes));
  return { type, fields: content instanceof Sequence ? childrenOf(content) : [] };
}
