// What others may write as EnvelopedData, well and badly (RFC 5652, 6).
import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { StampError } from "../../../shared/errors";
import { parseCertificate } from "../certificate";
import { loadPrivateKey } from "../rsa";
import { wrapPkcs1 } from "../rsa-pkcs1";
import { certificateOf, pkcs8Of, testKeyPair } from "../testing/keys";
import { AES_128_CBC, DATA, ENVELOPED_DATA, RSA } from "./algorithms";
import { algorithm, contentInfo, implicitOctets, integer, objectIdentifier, octets, sequence, setOf, tagged } from "./der";
import { envelop, openEnvelope } from "./enveloped-data";

const privateKey = await loadPrivateKey(pkcs8Of(testKeyPair));
const certificate = parseCertificate(await certificateOf(testKeyPair, [{ CN: ["bob@phone-x.net"] }]));
const text = new TextEncoder().encode("what is encrypted");
const contentKey = new Uint8Array(16).fill(7);
const iv = new Uint8Array(16).fill(9);

function encrypted(): Uint8Array {
  const cipher = createCipheriv("aes-128-cbc", contentKey, iv);
  return Buffer.concat([cipher.update(text), cipher.final()]);
}

const recipient = (key = contentKey, name = RSA): Uint8Array =>
  sequence(integer(0), sequence(), algorithm(name), octets(wrapPkcs1(certificate.publicKey, key)));
/** Of another kind: key agreement. */
const agreement = tagged(1, integer(3));

interface Shape {
  readonly recipients?: readonly Uint8Array[];
  readonly content?: Uint8Array;
  readonly cipher?: string;
  readonly iv?: Uint8Array;
  readonly before?: readonly Uint8Array[];
}

function message(shape: Shape = {}): Uint8Array {
  const { recipients = [recipient()], content = implicitOctets(0, encrypted()), cipher = AES_128_CBC, before = [] } = shape;
  const info = sequence(objectIdentifier(DATA), algorithm(cipher, octets(shape.iv ?? iv)), content);
  return contentInfo(ENVELOPED_DATA, sequence(integer(0), ...before, setOf(...recipients), info));
}

const read = (shape: Shape): readonly Uint8Array[] => openEnvelope(message(shape), privateKey);

function codeOf(shape: Shape): string {
  try {
    read(shape);
    return "read";
  } catch (error) {
    return (error as StampError).code;
  }
}

describe("an envelope of CMS", () => {
  it("gives back what was put into it", () => {
    expect(openEnvelope(envelop(text, certificate), privateKey)).toEqual([text]);
  });

  it("may have its content in pieces, and an originator in front", () => {
    const bytes = encrypted();
    const pieces = tagged(0, octets(bytes.subarray(0, 5)), octets(bytes.subarray(5)));
    expect(read({ content: pieces, before: [tagged(0)] })).toEqual([text]);
  });

  it("may be for others, too, and for other kinds of keys", () => {
    expect(read({ recipients: [agreement, agreement, agreement, recipient(new Uint8Array(16)), recipient()] })).toContainEqual(text);
  });

  it("that names the same key again and again is one content to read", () => {
    expect(read({ recipients: [recipient(), recipient(), recipient(), recipient()] })).toEqual([text]);
  });

  it("is tried for its first four recipients only", () => {
    const strangers = Array.from({ length: 4 }, (_, index) => recipient(new Uint8Array(16).fill(index)));
    expect(read({ recipients: [...strangers.slice(1), recipient()] })).toContainEqual(text);
    expect(read({ recipients: [...strangers, recipient()] })).not.toContainEqual(text);
  });

  it.each([
    ["no recipient", { recipients: [] }, "cms-decrypt"],
    ["recipients of another kind only", { recipients: [agreement, recipient(contentKey, AES_128_CBC)] }, "cms-decrypt"],
    ["another cipher", { cipher: "1.2.840.113549.3.7" }, "cms-decrypt"],
    ["a short iv", { iv: new Uint8Array(8) }, "cms-malformed"],
    ["content of another kind", { content: octets(encrypted()) }, "cms-malformed"],
    ["a recipient without a key", { recipients: [sequence(integer(0), sequence(), algorithm(RSA))] }, "cms-malformed"],
  ] as const)("with %s is refused", (_, shape, code) => {
    expect(codeOf(shape)).toBe(code);
  });
});
