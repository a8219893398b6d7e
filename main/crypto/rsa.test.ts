import * as crypto from "node:crypto";
import { describe, expect, it } from "vitest";
import { present } from "../../shared/assert";
import { decryptOaep, encryptOaep, loadPrivateKey, publicKeyFrom, sign, verify } from "./rsa";
import { evenKey, pkcs8Of, rsaKeyPair, testKeyPair } from "./testing/keys";

const publicKey = present(publicKeyFrom(testKeyPair.publicKey), "public key");
const privateKey = await loadPrivateKey(pkcs8Of(testKeyPair));
const data = new TextEncoder().encode("bytes to sign");
const sha1 = (bytes: Uint8Array): Uint8Array => crypto.sign("sha1", bytes, testKeyPair.privateKey);

describe("RSA signatures", () => {
  it("verify for the data that was signed and no other", async () => {
    const signature = await sign(privateKey, data);
    expect(signature).toHaveLength(256);
    expect(verify(publicKey, data, signature, "sha256")).toBe(true);
    expect(verify(publicKey, data.subarray(1), signature, "sha256")).toBe(false);
  });

  it("are PKCS#1 v1.5 with SHA-256, as Node itself verifies them", async () => {
    expect(crypto.verify("RSA-SHA256", data, testKeyPair.publicKey, await sign(privateKey, data))).toBe(true);
  });

  it("do not verify when shortened, lengthened, empty or of another hash", async () => {
    const signature = await sign(privateKey, data);
    for (const wrong of [signature.subarray(1), new Uint8Array([0, ...signature]), new Uint8Array(0), sha1(data)]) {
      expect(verify(publicKey, data, wrong, "sha256")).toBe(false);
    }
  });

  it("with SHA-1 verify where SHA-1 is asked for", async () => {
    expect(verify(publicKey, data, sha1(data), "sha1")).toBe(true);
    expect(verify(publicKey, data, await sign(privateKey, data), "sha1")).toBe(false);
  });
});

describe("RSA-OAEP", () => {
  it("opens what it sealed", async () => {
    expect(await decryptOaep(privateKey, encryptOaep(publicKey, data))).toEqual(data);
  });

  it("is SHA-1 with MGF1-SHA-1, as Node itself decrypts it", () => {
    const options = { key: testKeyPair.privateKey, padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" };
    expect(new Uint8Array(crypto.privateDecrypt(options, encryptOaep(publicKey, data)))).toEqual(data);
  });

  it("gives nothing for a changed, shortened or empty block and for PKCS#1 v1.5 padding", async () => {
    const block = encryptOaep(publicKey, data);
    const padding = crypto.constants.RSA_PKCS1_PADDING;
    const changed = block.map((byte, at) => (at === 255 ? byte ^ 1 : byte));
    const others = [changed, block.subarray(1), new Uint8Array(0), new Uint8Array(256), new Uint8Array(256).fill(255)];
    for (const wrong of [...others, crypto.publicEncrypt({ key: testKeyPair.publicKey, padding }, data)]) {
      expect(await decryptOaep(privateKey, new Uint8Array(wrong))).toBeUndefined();
    }
  });
});

describe("public keys", () => {
  it("are named by the SHA-256 of their SPKI", () => {
    const spki = testKeyPair.publicKey.export({ type: "spki", format: "der" });
    expect(publicKey.spki).toEqual(new Uint8Array(spki));
    expect(publicKey.spkiSha256).toBe(crypto.createHash("sha256").update(spki).digest("hex"));
  });

  it("of 3072 and 4096 bits are taken, with the block length that follows", () => {
    expect(publicKeyFrom(rsaKeyPair(3072, 3).publicKey)?.blockLength).toBe(384);
    const jwk = { kty: "RSA", e: "AQAB", n: Buffer.alloc(512, 0xff).toString("base64url") };
    expect(publicKeyFrom(crypto.createPublicKey({ key: jwk, format: "jwk" }))?.blockLength).toBe(512);
  });

  it.each([
    ["1024 bits", "AQAB", Buffer.alloc(128, 0xff)],
    ["2047 bits", "AQAB", Buffer.concat([Buffer.of(0x7f), Buffer.alloc(255, 0xff)])],
    ["8192 bits", "AQAB", Buffer.alloc(1024, 0xff)],
    ["an exponent of more than 32 bits", "AQAAAAE", Buffer.alloc(256, 0xff)],
    ["an even exponent", "AQAA", Buffer.alloc(256, 0xff)],
    ["exponent 1", "AQ", Buffer.alloc(256, 0xff)],
  ])("with %s are refused", (_, e, n) => {
    const jwk = { kty: "RSA", e, n: n.toString("base64url") };
    expect(publicKeyFrom(crypto.createPublicKey({ key: jwk, format: "jwk" }))).toBeUndefined();
  });

  it("of another algorithm are refused", () => {
    expect(publicKeyFrom(crypto.generateKeyPairSync("ed25519").publicKey)).toBeUndefined();
    const pss = crypto.generateKeyPairSync("rsa-pss", { modulusLength: 2048 });
    expect(publicKeyFrom(pss.publicKey)).toBeUndefined();
  });

  it("whose modulus cannot be computed with verify nothing and seal nothing", async () => {
    const spki = crypto.createPublicKey({ key: Buffer.from(evenKey()), format: "der", type: "spki" });
    const even = present(publicKeyFrom(spki), "even key");
    expect(verify(even, data, new Uint8Array(256).fill(1), "sha256")).toBe(false);
    expect(() => encryptOaep(even, data)).toThrow(expect.objectContaining({ code: "no-certificate" }));
  });
});
