// Reads SignedData of CMS (RFC 5652, 5), the middle layer of S/MIME v1 (spec 1.9): RSA signatures, with signed
// attributes or without, over content inside or beside the structure. Which keys count is the caller's affair. The
// certificates that a message brings are only handed out: they prove nothing.
import { StampError } from "../../../shared/errors";
import { equalBytes } from "../bytes";
import { digest } from "../hash";
import { verify, type PublicKey, type SignatureHash } from "../rsa";
import { CONTENT_TYPE, DIGESTS, MESSAGE_DIGEST, RSA, RSA_WITH, SIGNED_DATA } from "./algorithms";
import { berOf, childrenOf, identifierOf, isSet, isTagged, malformed, octetsOf, readAlgorithm, readContentInfo, readTyped, type Element } from "./ber";
import { setOf } from "./der";

/** A message has one signer. Each more could cost a verification with each key. */
const MAX_SIGNERS = 4;
const MAX_CERTIFICATES = 4;
interface Signer {
  readonly hash: SignatureHash;
  readonly signature: Uint8Array;
  /** What is signed instead of the content, and what it says of the content. Absent: the content itself is signed. */
  readonly attributes?: { readonly der: Uint8Array; readonly contentDigest: Uint8Array };
}

export interface SignedContent {
  /** Not verified. Absent where it travels beside the structure. */
  readonly content?: Uint8Array;
  /** X.509 DER, not checked in any way. */
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly Signer[];
}

/** @throws StampError `cms-malformed`; `cms-not-signed` for another layer or one without signatures. */
export function readSignedData(bytes: Uint8Array): SignedContent {
  const { type, fields } = readContentInfo(bytes);
  if (type !== SIGNED_DATA) throw new StampError("cms-not-signed");
  const [, , encapsulated, ...rest] = fields;
  const { type: contentType, content } = readTyped(encapsulated);
  const signerInfos = childrenOf(rest.find(isSet));
  if (signerInfos.length === 0) throw new StampError("cms-not-signed");
  return {
    ...(content === undefined ? {} : { content: octetsOf(content) }),
    certificates: childrenOf(rest.find((field) => isTagged(field, 0))).slice(0, MAX_CERTIFICATES).map(berOf),
    signers: signerInfos.slice(0, MAX_SIGNERS).flatMap((info) => readSigner(info, contentType) ?? []),
  };
}

/** The first of `contents` that this key signed; nothing when there is none. */
export function verifiedContent(
  { signers }: SignedContent,
  key: PublicKey,
  contents: readonly Uint8Array[],
): Uint8Array | undefined {
  for (const { hash, signature, attributes } of signers) {
    for (const content of contents) {
      if (attributes !== undefined && !equalBytes(digest(hash, content), attributes.contentDigest)) continue;
      if (verify(key, attributes?.der ?? content, signature, hash)) return content;
    }
  }
  return undefined;
}

/** SignerInfo (RFC 5652, 5.3); nothing for one that signs in a way that we do not read: another may be there. */
function readSigner(info: Element, contentType: string): Signer | undefined {
  const [, , digestAlgorithm, ...rest] = childrenOf(info);
  const attributes = rest[0] !== undefined && isTagged(rest[0], 0) ? rest[0] : undefined;
  const [signatureAlgorithm, signatureValue] = attributes === undefined ? rest : rest.slice(1);
  const hash = DIGESTS[readAlgorithm(digestAlgorithm).name];
  const { name } = readAlgorithm(signatureAlgorithm);
  if (hash === undefined || (name !== RSA && RSA_WITH[name] !== hash)) return undefined;
  const signature = octetsOf(signatureValue);
  if (attributes === undefined) return { hash, signature };
  if (identifierOf(attributeValue(attributes, CONTENT_TYPE)) !== contentType) malformed("content type");
  const contentDigest = octetsOf(attributeValue(attributes, MESSAGE_DIGEST));
  return { hash, signature, attributes: { der: asSet(attributes), contentDigest } };
}

/** The only value of the only attribute of this type: of two nobody could say which one is meant (RFC 5652, 5.3). */
function attributeValue(attributes: Element, type: string): Element {
  const found = childrenOf(attributes).map(childrenOf).filter(([name]) => identifierOf(name) === type);
  const values = childrenOf(found[0]?.[1]);
  const [value] = values;
  return found.length === 1 && values.length === 1 && value !== undefined ? value : malformed("attribute");
}

/** The attributes as they are signed: DER with the tag of a set instead of [0]. */
function asSet(attributes: Element): Uint8Array {
  if (attributes.indefinite) return setOf(...childrenOf(attributes).map(berOf));
  const der = berOf(attributes).slice();
  der[0] = 0x31;
  return der;
}
