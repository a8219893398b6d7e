// EnvelopedData of CMS (RFC 5652, 6), the outer layer of S/MIME v1 (spec 1.9): a fresh AES key for the content, that
// key for the recipient by RSA PKCS#1 v1.5. CBC authenticates nothing: what comes out may have been changed on the way
// and is worth something only after the signature in it was verified.
import { createCipheriv, createDecipheriv } from "node:crypto";
import { StampError } from "../../../shared/errors";
import { concatBytes, plainBytes } from "../bytes";
import type { Certificate } from "../certificate";
import { toHex } from "../hex";
import { randomBytes } from "../random";
import type { PrivateKey } from "../rsa";
import { unwrapPkcs1, wrapPkcs1 } from "../rsa-pkcs1";
import { AES_128_CBC, CIPHERS, DATA, ENVELOPED_DATA, RSA } from "./algorithms";
import { childrenOf, implicitOctetsOf, isSequence, isSet, malformed, octetsOf, readAlgorithm, readContentInfo, type Element } from "./ber";
import { algorithm, contentInfo, implicitOctets, integer, objectIdentifier, octets, sequence, setOf } from "./der";
import { issuerAndSerialNumber } from "./issuer";

const IV_LENGTH = 16;
/** Each costs a private operation; a message has one recipient, or also its sender. */
const MAX_RECIPIENTS = 4;

/** ContentInfo with the bytes encrypted to one recipient, AES-128-CBC, DER. @throws StampError `no-certificate`. */
export function envelop(bytes: Uint8Array, recipient: Certificate): Uint8Array {
  const key = randomBytes(16);
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv("aes-128-cbc", key, iv);
  const encrypted = concatBytes(cipher.update(bytes), cipher.final());
  const recipientInfo = sequence(
    integer(0),
    issuerAndSerialNumber(recipient),
    algorithm(RSA),
    octets(wrapPkcs1(recipient.publicKey, key)),
  );
  const content = sequence(objectIdentifier(DATA), algorithm(AES_128_CBC, octets(iv)), implicitOctets(0, encrypted));
  return contentInfo(ENVELOPED_DATA, sequence(integer(0), setOf(recipientInfo), content));
}

/**
 * What the content may be: one candidate for each recipient that the message names, as certificates are renewed and
 * their serial numbers change. Not verified in any way: a candidate may be garbage, and where a key or a padding was
 * wrong there is none.
 * @throws StampError `cms-malformed`; `cms-decrypt` when no key transport of the kind that we read is in it.
 */
export function openEnvelope(bytes: Uint8Array, key: PrivateKey): readonly Uint8Array[] {
  const { type, fields } = readContentInfo(bytes);
  if (type !== ENVELOPED_DATA) malformed("not encrypted");
  const at = fields.findIndex(isSet);
  const { cipher, iv, encrypted } = readEncryptedContent(fields[at + 1]);
  const wrapped = childrenOf(fields[at]).flatMap((info) => wrappedKey(info) ?? []).slice(0, MAX_RECIPIENTS);
  if (wrapped.length === 0) throw new StampError("cms-decrypt", { reason: "recipients" });
  return distinct(wrapped.map((block) => unwrapPkcs1(key, block, cipher.keyLength))).flatMap(
    (contentKey) => decrypt(cipher.name, contentKey, iv, encrypted) ?? [],
  );
}

/** The same key for each recipient would have the same content read again and again. */
function distinct(keys: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...new Map(keys.map((key) => [toHex(key), key])).values()];
}

/** KeyTransRecipientInfo (RFC 5652, 6.2.1); nothing for another kind. */
function wrappedKey(info: Element): Uint8Array | undefined {
  if (!isSequence(info)) return undefined;
  const [, , keyEncryption, encryptedKey] = childrenOf(info);
  return readAlgorithm(keyEncryption).name === RSA ? octetsOf(encryptedKey) : undefined;
}

/** EncryptedContentInfo (RFC 5652, 6.1). */
function readEncryptedContent(info: Element | undefined) {
  const [, encryption, content] = childrenOf(info);
  const { name, parameters } = readAlgorithm(encryption);
  const cipher = CIPHERS[name];
  if (cipher === undefined) throw new StampError("cms-decrypt", { reason: "cipher" });
  const iv = octetsOf(parameters);
  if (iv.length !== IV_LENGTH) malformed("iv");
  return { cipher, iv, encrypted: implicitOctetsOf(content) };
}

/** Nothing when length or padding are wrong, as after most changes. */
function decrypt(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array | undefined {
  const decipher = createDecipheriv(cipher, key, iv);
  const plaintext = decipher.update(encrypted);
  try {
    return concatBytes(plaintext, plainBytes(decipher.final()));
  } catch {
    return undefined;
  }
}
