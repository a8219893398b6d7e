// S/MIME v1 as it is written and refused. That the messages of OpenSSL and Bouncy Castle are read is in the vectors.
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { present } from "../../shared/assert";
import { toBase64 } from "../crypto/base64";
import { DATA, RSA, SHA1, SIGNED_DATA } from "../crypto/cms/algorithms";
import { compress } from "../crypto/cms/compressed-data";
import { algorithm, contentInfo, integer, octets, sequence, setOf } from "../crypto/cms/der";
import { envelop } from "../crypto/cms/enveloped-data";
import { signContent } from "../crypto/cms/sign-content";
import { readSignedData, verifiedContent } from "../crypto/cms/signed-data";
import { sha256, sha256Hex } from "../crypto/hash";
import { loadIdentity, type Identity } from "../crypto/identity";
import { verify } from "../crypto/rsa";
import { certificateOf, pkcs8Of, rsaKeyPair } from "../crypto/testing/keys";
import { encodeDeliveryAck } from "./notification";
import { encodeText } from "./amp-text";
import { readBody } from "./envelope";
import { openMessage } from "./open-message";
import { sealMessage } from "./seal-message";
import { bobReads, codeOf, fromAlice } from "./testing/messages";
import { alice, bob, mallory } from "./testing/people";
import { UnknownSigner } from "./unknown-signer";
import { encodeUtf8 } from "./utf8";

const SMIME = { type: 1, version: 1 };
const s1 = "||1||alice@phone-x.net||1795372688879||-12345||Dobrý deň || ty";

const bodyWith = async (text: string, signer: Identity = alice.identity): Promise<string> =>
  toBase64(envelop(await signContent(compress(encodeUtf8(text)), signer), bob.identity.certificate));

async function errorOf(body: string, context = {}): Promise<unknown> {
  return openMessage(body, { ...bobReads, ...context }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("an S/MIME message", () => {
  it("goes bare, as base64 of DER, and opens with text, time and nonce", async () => {
    const { body, randomNonce } = await sealMessage(fromAlice(SMIME, encodeText("Dobrý deň || ty", 4_294_954_951)));
    expect(readBody(body).payload[0]).toBe(0x30);
    expect(randomNonce).toBe(4_294_954_951);
    expect(await openMessage(body, bobReads)).toMatchObject({
      stp: SMIME,
      level: "1.0",
      encrypted: true,
      recipientBound: false,
      timeAuthenticated: true,
      amp: { type: 1, version: 1, payload: encodeUtf8("Dobrý deň || ty") },
      sender: alice.address,
      sentAt: 1_795_372_688_879,
      randomNonce: 4_294_954_951,
      signedBy: alice.identity.certificate.publicKey.spkiSha256,
      replayKey: sha256(s1),
    });
  });

  it("has no sequence number", async () => {
    expect(await openMessage(await bodyWith(s1), bobReads)).not.toHaveProperty("sequenceNumber");
  });

  it("is read bare and inside an envelope of type 1, which are the same message", async () => {
    const body = await bodyWith(s1);
    const payload = encodeUtf8(body.replace(/.{64}/g, "$&\r\n"));
    const enveloped = toBase64(Uint8Array.of(8, 1, 16, 1, 34, 0x80 | (payload.length & 0x7f), payload.length >> 7, ...payload));
    const [bare, wrapped] = [await openMessage(body, bobReads), await openMessage(enveloped, bobReads)];
    expect(wrapped).toEqual(bare);
  });

  it("is new in its bytes with each sealing and the same in its replay key", async () => {
    const bodies = await Promise.all([1, 2].map(() => sealMessage(fromAlice(SMIME))));
    expect(bodies[0]?.body).not.toBe(bodies[1]?.body);
    const opened = await Promise.all(bodies.map(({ body }) => openMessage(body, bobReads)));
    expect(opened[0]?.replayKey).toEqual(opened[1]?.replayKey);
  });

  it("of a text with 16 KiB that cannot be compressed still fits", async () => {
    const text = Array.from({ length: 8192 }, () => String.fromCodePoint(0x80 + Math.floor(Math.random() * 0x700))).join("");
    const { body } = await sealMessage(fromAlice(SMIME, encodeText(text, 7)));
    expect(Buffer.from((await openMessage(body, bobReads)).amp.payload).toString()).toBe(text);
  });

  it("carries texts only", async () => {
    const failure = await sealMessage(fromAlice(SMIME, encodeDeliveryAck([1]))).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "unknown-amp" });
  });

  it("can be encrypted again for somebody else by who received it: nothing in it says for whom it was", async () => {
    const signed = await signContent(compress(encodeUtf8(s1)), alice.identity);
    const forMallory = toBase64(envelop(signed, mallory.identity.certificate));
    const toMallory = { ownAddress: mallory.address, identity: mallory.identity };
    const again = toBase64(envelop(signed, bob.identity.certificate));
    expect(await openMessage(forMallory, { ...bobReads, ...toMallory })).toMatchObject({ recipientBound: false });
    expect(await openMessage(again, bobReads)).toMatchObject({ recipientBound: false });
  });
});

describe("an S/MIME message is refused", () => {
  const envelopeOf = (bytes: Uint8Array): string => toBase64(envelop(bytes, bob.identity.certificate));
  const signedOf = (bytes: Uint8Array, signer = alice.identity): Promise<Uint8Array> => signContent(bytes, signer);

  it.each([
    ["for somebody else", async () => toBase64(envelop(await signedOf(compress(encodeUtf8(s1))), mallory.identity.certificate)), "cms-decrypt"],
    ["without a signature", () => envelopeOf(compress(encodeUtf8(s1))), "cms-not-signed"],
    ["without encryption", async () => toBase64(await signedOf(compress(encodeUtf8(s1)))), "cms-malformed"],
    ["without compression", async () => envelopeOf(await signedOf(encodeUtf8(s1))), "cms-malformed"],
    ["with garbage inside", () => envelopeOf(encodeUtf8("garbage")), "cms-decrypt"],
    ["with garbage compressed", async () => envelopeOf(await signedOf(compress(Uint8Array.of(0xff, 0xfe)))), "cms-malformed"],
    ["that is cut off", async () => (await bodyWith(s1)).slice(0, 400), "cms-malformed"],
    ["with something behind it", async () => toBase64(Buffer.concat([Buffer.from(await bodyWith(s1), "base64"), Buffer.of(0)])), "cms-malformed"],
    ["of version 2", () => bodyWith(s1.replace("||1||", "||2||")), "wrong-version"],
    ["whose source is somebody else", () => bodyWith(s1.replace("alice", "bob")), "sender-mismatch"],
    ["whose source is no address", () => bodyWith(s1.replace("alice@phone-x.net", "alice")), "sender-mismatch"],
    ["signed by somebody else in her name", () => bodyWith(s1, mallory.identity), "cms-wrong-signer"],
    ["that is not S/MIME", () => toBase64(encodeUtf8("Content-Type: text/plain\r\n\r\nhello")), "cms-malformed"],
  ] as const)("%s", async (_, make, code) => {
    expect(await codeOf(await make())).toBe(code);
  });

  it("whose content is what the signature of another message is over (a set of attributes)", async () => {
    const signed = readSignedData(await signedOf(compress(encodeUtf8(s1))));
    const { hash, signature, attributes } = present(signed.signers[0], "signer");
    const content = present(attributes, "attributes").der;
    const signer = sequence(integer(1), sequence(), algorithm(SHA1), algorithm(RSA), octets(signature));
    const forged = contentInfo(SIGNED_DATA, sequence(integer(1), setOf(), contentInfo(DATA, octets(content)), setOf(signer)));
    const { publicKey } = alice.identity.certificate;
    expect(verify(publicKey, content, signature, hash)).toBe(true);
    expect(verifiedContent(readSignedData(forged), publicKey, [content])).toBe(content);
    expect(await codeOf(envelopeOf(forged))).toBe("cms-malformed");
  });

  it("when the text would grow beyond 1 MiB, while it grows", async () => {
    const body = await bodyWith(s1 + "x".repeat(1024 * 1024));
    expect(body.length).toBeLessThan(10_000);
    expect(await codeOf(body)).toBe("payload-too-large");
  });

  it("from another SIP From than the source", async () => {
    expect(await codeOf(await bodyWith(s1), { sipFrom: bob.address })).toBe("sender-mismatch");
  });
});

describe("a signer whose key does not count yet", () => {
  it("is told with the certificate that the message brought, while no key is known", async () => {
    const error = await errorOf(await bodyWith(s1), { senderKeys: [] });
    expect(error).toBeInstanceOf(UnknownSigner);
    expect(error).toMatchObject({ code: "no-certificate", certificate: { certificateSha256: alice.identity.certificate.certificateSha256 } });
  });

  it("is told with the certificate when another key is known", async () => {
    const pair = rsaKeyPair(2048);
    const certificate = await certificateOf(pair, [{ CN: [alice.address] }]);
    const other = await loadIdentity({ pkcs8: pkcs8Of(pair), certificate });
    const error = await errorOf(await bodyWith(s1, other));
    expect(error).toBeInstanceOf(UnknownSigner);
    expect(error).toMatchObject({ code: "cms-wrong-signer", certificate: { certificateSha256: sha256Hex(certificate) } });
  });

  it("is not told for a message that would not be read anyway", async () => {
    expect(await errorOf(await bodyWith(s1.replace("||1||", "||3||")), { senderKeys: [] })).toMatchObject({ code: "wrong-version" });
  });

  it("is not told when the certificate names somebody else", async () => {
    const error = await errorOf(await bodyWith(s1, mallory.identity), { senderKeys: [] });
    expect(error).not.toBeInstanceOf(UnknownSigner);
    expect(error).toBeInstanceOf(StampError);
  });
});

describe("keys of other sizes", () => {
  it.each([3072, 4096])("of %i bits sign and receive S/MIME", async (bits) => {
    const pair = rsaKeyPair(bits);
    const identity = await loadIdentity({ pkcs8: pkcs8Of(pair), certificate: await certificateOf(pair, [{ CN: [bob.address] }]) });
    const sealed = await sealMessage({ ...fromAlice(SMIME), recipientCertificate: identity.certificate });
    expect(await openMessage(sealed.body, { ...bobReads, identity })).toMatchObject({ sender: alice.address });
    const own = await sealMessage({ ...fromAlice(SMIME), identity });
    const opened = await openMessage(own.body, { ...bobReads, senderKeys: [identity.certificate.publicKey] });
    expect(present(opened.signedBy, "signer")).toBe(identity.certificate.publicKey.spkiSha256);
  });
});
