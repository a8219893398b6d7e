// Copies of an S/MIME message in other bytes (spec 1.9): five ways of layering are read, and BER has many ways to write
// the same.
import { envelop } from "../../../main/crypto/cms/enveloped-data";
import type { Identity } from "../../../main/crypto/identity";
import type { Random } from "../../../main/messaging/ports";
import { openOuterLayer } from "../../../main/protocol/smime/layers";
import { present } from "../../../shared/assert";
import { writeFields } from "../fields";
import { readElements, withLast, writeElement, writeEndless, type Element } from "./tlv";

/** A document of ours has one. */
const bytesOf = (body: string): Uint8Array => Uint8Array.from(Buffer.from(body, "base64"));
const bodyOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const elementOf = (bytes: Uint8Array): Element => present(readElements(bytes)[0], "an element");

/** What travels bare is the payload of an envelope of type 1, as ASCII. */
export function inEnvelope(body: string): string {
  const payload = new TextEncoder().encode(body);
  return bodyOf(writeFields([{ number: 1, value: 1n }, { number: 2, value: 1n }, { number: 4, value: payload }]));
}

export function inMime(body: string): string {
  const headers = "MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  return bodyOf(new TextEncoder().encode(headers + body));
}

export function longerLengths(body: string, extraBytes: number): string {
  return bodyOf(writeElement(elementOf(bytesOf(body)), extraBytes));
}

export function noLength(body: string): string {
  return bodyOf(writeEndless(elementOf(bytesOf(body))));
}

/** Levels from a signed message to its signer: SignedData, its set of signers, the signer. */
const SIGNER_DEPTH = 4;

/** Its recipient adds to the signature what the signature does not cover, and encrypts it again. */
export function unsignedAttribute(body: string, random: Random, { privateKey, certificate }: Identity): string {
  const signed = present(openOuterLayer(bytesOf(body), privateKey)[0], "the signed layer");
  const value = writeElement({ tag: 0x04, content: Uint8Array.from([random.uint32() & 0xff, random.uint32() & 0xff]) });
  const attribute = [{ tag: 0x06, content: Uint8Array.from([0x2a, 0x03, 0x04]) }, { tag: 0x31, content: value }];
  const attributes = writeElement({ tag: 0x30, content: Buffer.concat(attribute.map((element) => writeElement(element))) });
  const changed = withLast(elementOf(signed), SIGNER_DEPTH, ({ tag, content }) => ({
    tag,
    content: Buffer.concat([content, writeElement({ tag: 0xa1, content: attributes })]),
  }));
  return bodyOf(envelop(writeElement(changed), certificate));
}
