// What keys, MAC, cipher and signature find out about a message (spec 1.4, Open 2 to 5), one test for each code.
import { constants, publicEncrypt, sign as signSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encryptGcm } from "../crypto/aes";
import { concatBytes } from "../crypto/bytes";
import { hmac } from "../crypto/hmac";
import { encryptOaep } from "../crypto/rsa";
import { encodeText } from "./amp-text";
import { readBody, writeBody } from "./envelope";
import { sealMessage } from "./seal-message";
import { bytesToMac, bytesToSign } from "./signed-bytes";
import { headerOf } from "./stp-header";
import { writeStpMessage, type StpFields } from "./stp-message";
import { build, SIMPLE_V1, SIMPLE_V2, SIMPLE_V3, writeKeyBlock } from "./stp-simple";
import { AUTH, authFields, changed, codeOf, flip, fromAlice, SIMPLE, withoutField } from "./testing/messages";
import { alice, bob, mallory } from "./testing/people";

const simpleBodies = await Promise.all(SIMPLE.map(async (stp) => (await sealMessage(fromAlice(stp))).body));
const authBodies = await Promise.all(AUTH.map(async (stp) => (await sealMessage(fromAlice(stp))).body));
const [v1 = "", v2 = "", v3 = ""] = simpleBodies;

/** A v3 message whose key block, ciphertext and MAC are made of the given parts; everything else is right. */
async function forgedV3(parts: { keyBlock?: Uint8Array; eAsymBlock?: Uint8Array }): Promise<string> {
  const secrets = { encKey: new Uint8Array(32).fill(1), macKey: new Uint8Array(32).fill(2), iv: new Uint8Array(16).fill(3) };
  const wrapped = encryptOaep(bob.identity.certificate.publicKey, parts.keyBlock ?? writeKeyBlock(secrets));
  const header = headerOf({ ...authFields });
  const block = parts.eAsymBlock ?? wrapped;
  const payload = await build(SIMPLE_V3, header, secrets, block, encodeText("x", 1).payload, alice.identity);
  return writeBody({ stp: { type: 2, version: 3 }, payload });
}

describe("a message is refused", () => {
  it("as bad-key-block when the keys do not come out, however they fail", async () => {
    const { publicKey } = bob.identity.certificate;
    const pkcs1 = { key: publicKey.key, padding: constants.RSA_PKCS1_PADDING };
    const keys = { encKey: new Uint8Array(32), macKey: new Uint8Array(32) };
    const bodies = [
      changed(v3, (all) => ({ ...all, eAsymBlock: flip(all.eAsymBlock ?? new Uint8Array(0), 9) })),
      await forgedV3({ eAsymBlock: new Uint8Array(0) }),
      await forgedV3({ eAsymBlock: new Uint8Array(publicEncrypt(pkcs1, writeKeyBlock(keys))) }),
      await forgedV3({ keyBlock: new Uint8Array(0) }),
      await forgedV3({ keyBlock: Uint8Array.of(0x9a) }),
      await forgedV3({ keyBlock: writeStpMessage({ encKey: keys.encKey }) }),
      await forgedV3({ keyBlock: writeStpMessage({ macKey: keys.macKey }) }),
      await forgedV3({ keyBlock: writeKeyBlock({ ...keys, encKey: new Uint8Array(16) }) }),
      await forgedV3({ keyBlock: writeKeyBlock({ ...keys, macKey: new Uint8Array(0) }) }),
      await forgedV3({ keyBlock: writeKeyBlock({ ...keys, macKey: new Uint8Array(31) }) }),
    ];
    for (const body of bodies) expect(await codeOf(body)).toBe("bad-key-block");
    expect(await codeOf(v3, { identity: mallory.identity })).toBe("bad-key-block");
  });

  it("as bad-mac when the MAC, or anything that it covers, was changed", async () => {
    const changes: readonly ((all: StpFields) => StpFields)[] = [
      (all) => ({ ...all, hmac: flip(all.hmac ?? new Uint8Array(0), 3) }),
      (all) => ({ ...all, hmac: all.hmac?.subarray(0, 16) ?? new Uint8Array(0) }),
      (all) => ({ ...all, hmac: new Uint8Array(0) }),
      (all) => ({ ...all, eSymBlock: flip(all.eSymBlock ?? new Uint8Array(0), 30) }),
      (all) => ({ ...all, iv: flip(all.iv ?? new Uint8Array(0), 0) }),
      (all) => ({ ...all, sequenceNumber: 1 }),
      (all) => ({ ...all, randomNonce: 1 }),
      (all) => ({ ...all, ampType: 2 }),
      (all) => ({ ...all, ampVersion: 1 }),
      (all) => ({ ...all, sender: `sip:${all.sender ?? ""}` }),
      (all) => ({ ...all, destination: `sip:${all.destination ?? ""}` }),
      (all) => withoutField(all, "sequenceNumber"),
    ];
    for (const body of simpleBodies) for (const change of changes) expect(await codeOf(changed(body, change))).toBe("bad-mac");
    for (const body of [v2, v3]) expect(await codeOf(changed(body, (all) => ({ ...all, messageSentMiliUTC: 1 })))).toBe("bad-mac");
    expect(await codeOf(changed(v1, (all) => ({ ...all, destinationType: 0 })))).toBe("bad-mac");
  });

  it("as bad-cipher when the MAC is right but the GCM tag is wrong, cut or missing, or the IVs differ", async () => {
    const secrets = { encKey: new Uint8Array(32).fill(1), macKey: new Uint8Array(20).fill(2), iv: new Uint8Array(16).fill(3) };
    const sealed = encryptGcm(secrets.encKey, secrets.iv, encodeText("x", 1).payload);
    const whole = concatBytes(secrets.iv, sealed);
    const otherIv = concatBytes(flip(secrets.iv, 0), sealed);
    const header = headerOf(authFields);
    const eAsymBlock = encryptOaep(bob.identity.certificate.publicKey, writeKeyBlock(secrets));
    for (const eSymBlock of [flip(whole, whole.length - 1), whole.subarray(0, -4), secrets.iv, new Uint8Array(0), otherIv]) {
      const covered = { stp: { type: 2, version: 2 }, header, coversTime: true, secrets };
      const mac = hmac("sha1", secrets.macKey, bytesToMac(covered, eAsymBlock, eSymBlock));
      const fields = { ...header, signature: new Uint8Array(256), iv: secrets.iv, eAsymBlock, eSymBlock, hmac: mac };
      expect(await codeOf(writeBody({ stp: covered.stp, payload: writeStpMessage(fields) }))).toBe("bad-cipher");
    }
  });

  it("as bad-signature when signed by another key, changed, or signed for another protocol", async () => {
    const others = [mallory.identity.certificate.publicKey, bob.identity.certificate.publicKey];
    for (const body of [...simpleBodies, ...authBodies]) {
      expect(await codeOf(body, { senderKeys: others })).toBe("bad-signature");
      const broken = changed(body, (all) => ({ ...all, signature: flip(all.signature ?? new Uint8Array(0), 100) }));
      expect(await codeOf(broken)).toBe("bad-signature");
      expect(await codeOf(changed(body, (all) => ({ ...all, signature: new Uint8Array(0) })))).toBe("bad-signature");
    }
    const relabelled = writeBody({ stp: { type: 4, version: 1 }, payload: readBody(authBodies[1] ?? "").payload });
    expect(await codeOf(relabelled)).toBe("bad-signature");
    expect(await codeOf(changed(authBodies[1] ?? "", (all) => ({ ...all, payload: new Uint8Array(3) })))).toBe("bad-signature");
  });

  it("as bad-mac when STPSimple v3 is relabelled as v2", async () => {
    expect(await codeOf(writeBody({ stp: { type: 2, version: 2 }, payload: readBody(v3).payload }))).toBe("bad-mac");
  });
});

describe("a MAC key", () => {
  async function withMacKey(profile: typeof SIMPLE_V1, length: number): Promise<string> {
    const secrets = { encKey: new Uint8Array(32).fill(1), macKey: new Uint8Array(length).fill(2), iv: new Uint8Array(16).fill(3) };
    const eAsymBlock = encryptOaep(bob.identity.certificate.publicKey, writeKeyBlock(secrets));
    const payload = await build(profile, headerOf(authFields), secrets, eAsymBlock, encodeText("x", 1).payload, alice.identity);
    return writeBody({ stp: { type: 2, version: profile.version }, payload });
  }

  it("of v1 and v2 has 16 to 64 bytes, of v3 exactly 32", async () => {
    for (const profile of [SIMPLE_V1, SIMPLE_V2]) {
      for (const length of [16, 20, 32, 64]) expect(await codeOf(await withMacKey(profile, length))).toBeUndefined();
      for (const length of [15, 65]) expect(await codeOf(await withMacKey(profile, length))).toBe("bad-key-block");
    }
    expect(await codeOf(await withMacKey(SIMPLE_V3, 32))).toBeUndefined();
    for (const length of [31, 33]) expect(await codeOf(await withMacKey(SIMPLE_V3, length))).toBe("bad-key-block");
  });
});

describe("a SHA-1 signature", () => {
  async function signedWithSha1(profile: typeof SIMPLE_V1): Promise<string> {
    const secrets = { encKey: new Uint8Array(32).fill(1), macKey: new Uint8Array(32).fill(2), iv: new Uint8Array(16).fill(3) };
    const eAsymBlock = encryptOaep(bob.identity.certificate.publicKey, writeKeyBlock(secrets));
    const { payload: text } = encodeText("x", 1);
    const header = headerOf(authFields);
    const stp = { type: 2, version: profile.version };
    const payload = await build(profile, header, secrets, eAsymBlock, text, alice.identity);
    const signed = bytesToSign({ stp, header, coversTime: profile.coversTime, secrets }, text);
    const signature = new Uint8Array(signSync("sha1", signed, alice.identity.privateKey.signing));
    return changed(writeBody({ stp, payload }), (all) => ({ ...all, signature }));
  }

  it("opens v1 and v2 only when it is allowed, and never v3", async () => {
    for (const profile of [SIMPLE_V1, SIMPLE_V2]) {
      const body = await signedWithSha1(profile);
      expect(await codeOf(body)).toBe("bad-signature");
      expect(await codeOf(body, { acceptSha1Signatures: true })).toBeUndefined();
    }
    expect(await codeOf(await signedWithSha1(SIMPLE_V3), { acceptSha1Signatures: true })).toBe("bad-signature");
  });
});
