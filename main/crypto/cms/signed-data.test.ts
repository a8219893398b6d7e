// Signatures of CMS as others may make them, well and badly (RFC 5652, 5).
import { describe, expect, it } from "vitest";
import type { StampError } from "../../../shared/errors";
import { present } from "../../../shared/assert";
import { digest } from "../hash";
import { loadPrivateKey, publicKeyFrom, sign, type SignatureHash } from "../rsa";
import { pkcs8Of, rsaKeyPair, testKeyPair } from "../testing/keys";
import { CONTENT_TYPE, DATA, MESSAGE_DIGEST, RSA, SIGNED_DATA } from "./algorithms";
import { algorithm, contentInfo, implicitOctets, integer, objectIdentifier, octets, sequence, setOf, tagged } from "./der";
import { readSignedData, verifiedContent } from "./signed-data";

const OIDS = { sha1: "1.3.14.3.2.26", sha256: "2.16.840.1.101.3.4.2.1", sha384: "2.16.840.1.101.3.4.2.2", sha512: "2.16.840.1.101.3.4.2.3" };
const RSA_SHA256 = "1.2.840.113549.1.1.11";

const key = await loadPrivateKey(pkcs8Of(testKeyPair));
const publicKey = present(publicKeyFrom(testKeyPair.publicKey), "key");
const strangersKey = present(publicKeyFrom(rsaKeyPair(2048).publicKey), "key");
const content = new TextEncoder().encode("what is signed");

const attribute = (type: string, ...values: Uint8Array[]): Uint8Array => sequence(objectIdentifier(type), setOf(...values));
const contentType = (type = DATA) => attribute(CONTENT_TYPE, objectIdentifier(type));
const digestOf = (bytes: Uint8Array, hash: SignatureHash = "sha256") => octets(digest(hash, bytes));
const messageDigest = (bytes = content, hash: SignatureHash = "sha256") => attribute(MESSAGE_DIGEST, digestOf(bytes, hash));

interface Shape {
  readonly hash?: SignatureHash;
  readonly signs?: string;
  /** Absent: the content itself is signed. */
  readonly attributes?: readonly Uint8Array[];
  readonly detached?: boolean;
  readonly signers?: number;
  readonly signature?: Uint8Array;
}

async function signedData({ hash = "sha256", signs = RSA, attributes, detached, signers = 1, signature }: Shape): Promise<Uint8Array> {
  const toSign = attributes === undefined ? content : setOf(...attributes);
  const signer = sequence(
    integer(3),
    implicitOctets(0, new Uint8Array(20)),
    algorithm(OIDS[hash]),
    ...(attributes === undefined ? [] : [tagged(0, ...attributes)]),
    algorithm(signs),
    octets(signature ?? (await sign(key, toSign, hash))),
  );
  const encapsulated = detached === true ? sequence(objectIdentifier(DATA)) : contentInfo(DATA, octets(content));
  const all = setOf(...Array.from({ length: signers }, () => signer));
  return contentInfo(SIGNED_DATA, sequence(integer(3), setOf(algorithm(OIDS[hash])), encapsulated, all));
}

async function verified(shape: Shape, by = publicKey, contents = [content]): Promise<Uint8Array | undefined> {
  return verifiedContent(readSignedData(await signedData(shape)), by, contents);
}

async function codeOf(shape: Shape): Promise<string> {
  const bytes = await signedData(shape);
  try {
    readSignedData(bytes);
    return "read";
  } catch (error) {
    return (error as StampError).code;
  }
}

const usual = [contentType(), messageDigest()];

describe("a CMS signature", () => {
  it.each(["sha1", "sha256", "sha384", "sha512"] as const)("with %s verifies, with attributes and without", async (hash) => {
    expect(await verified({ hash, attributes: [contentType(), messageDigest(content, hash)] })).toBe(content);
    expect(await verified({ hash })).toBe(content);
  });

  it("may name the hash twice, but the same one", async () => {
    expect(await verified({ signs: RSA_SHA256 })).toBe(content);
    expect(await verified({ signs: RSA_SHA256, hash: "sha1" })).toBeUndefined();
  });

  it("beside its content verifies the form that was signed", async () => {
    const other = new TextEncoder().encode("another form");
    const signed = readSignedData(await signedData({ attributes: usual, detached: true }));
    expect(signed).not.toHaveProperty("content");
    expect(verifiedContent(signed, publicKey, [other, content])).toBe(content);
    expect(verifiedContent(signed, publicKey, [other])).toBeUndefined();
  });

  it("of another key does not verify", async () => {
    expect(await verified({ attributes: usual }, strangersKey)).toBeUndefined();
    expect(await verified({}, strangersKey)).toBeUndefined();
  });

  it("over attributes that name another content does not verify", async () => {
    expect(await verified({ attributes: [contentType(), messageDigest(new Uint8Array(3))] })).toBeUndefined();
  });

  it.each([0, 255, 257])("with %i bytes does not verify", async (length) => {
    expect(await verified({ attributes: usual, signature: new Uint8Array(length) })).toBeUndefined();
  });

  it("over attributes is none over a content that is those attributes", async () => {
    const signed = readSignedData(await signedData({ attributes: usual }));
    const attributes = present(signed.signers[0]?.attributes, "attributes").der;
    expect(verifiedContent(signed, publicKey, [attributes])).toBeUndefined();
  });

  it.each([
    ["another content type", [contentType(SIGNED_DATA), messageDigest()]],
    ["no content type", [messageDigest()]],
    ["no digest", [contentType()]],
    ["two digests", [contentType(), messageDigest(), messageDigest(new Uint8Array(1))]],
    ["two values of the digest", [contentType(), attribute(MESSAGE_DIGEST, digestOf(content), digestOf(new Uint8Array(1)))]],
    ["a digest that is no octet string", [contentType(), attribute(MESSAGE_DIGEST, objectIdentifier(DATA))]],
  ])("with attributes that have %s is malformed", async (_, attributes) => {
    expect(await codeOf({ attributes })).toBe("cms-malformed");
  });

  it("is missing where there is no signer", async () => {
    expect(await codeOf({ signers: 0 })).toBe("cms-not-signed");
  });

  it("is looked at in the first four signers only", async () => {
    expect(readSignedData(await signedData({ signers: 50 })).signers).toHaveLength(4);
  });
});
