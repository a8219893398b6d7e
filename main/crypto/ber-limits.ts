// The ASN.1 library with limits for what strangers send. Its own are for depth, number of elements and size of one; it
// has none for kinds of values that it reads slowly: of a BOOLEAN it copies the rest for each byte, so that the 33 KB of
// one message would hold the main thread for a second, and of an OBJECT IDENTIFIER it makes an object for each byte.
// The limits are put into the library's classes, so they also count where @peculiar parses by itself.
import { Boolean as AsnBoolean, fromBER, ObjectIdentifier, RelativeObjectIdentifier, type BaseBlock } from "asn1js";

interface ContentReader {
  error: string;
  /** Where the content ends, or -1 after an error. */
  fromBER(this: ContentReader, input: Uint8Array, offset: number, length: number): number;
}

/** X.690, 8.2.1: one octet. */
const BOOLEAN_LENGTH = 1;
/** Those in use have at most some thirty. */
const IDENTIFIER_LENGTH = 128;

limitContent(new AsnBoolean(), BOOLEAN_LENGTH);
limitContent(new ObjectIdentifier(), IDENTIFIER_LENGTH);
limitContent(new RelativeObjectIdentifier(), IDENTIFIER_LENGTH);

/** For all values of the kind of `example`. */
function limitContent(example: BaseBlock, most: number): void {
  const prototype = Object.getPrototypeOf(example.valueBlock) as ContentReader;
  const { fromBER: read } = prototype;
  prototype.fromBER = function (input, offset, length) {
    if (length <= most) return read.call(this, input, offset, length);
    this.error = "the content is too long";
    return -1;
  };
}

interface BerLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

/**
 * The one element that fills `bytes`, whose parts share its memory; nothing when they are not exactly one element within
 * the limits. May throw what the library throws.
 */
export function readBer(bytes: Uint8Array, limits: BerLimits): BaseBlock | undefined {
  const { offset, result } = fromBER(bytes, { ...limits, copyInput: false });
  return offset === bytes.length ? result : undefined;
}
