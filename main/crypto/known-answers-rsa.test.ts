// RSA gives the published answers through our own functions, and takes no padding but the right one. What is wrong is
// made here, with raw RSA on a block of our own making. Key transport of S/MIME is in rsa-pkcs1.test.ts.
import { constants, createHash, createPrivateKey, createPublicKey, privateEncrypt, publicDecrypt, publicEncrypt, randomBytes, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { present } from "../../shared/assert";
import { concatBytes } from "./bytes";
import { fromHex, toHex } from "./hex";
import { OAEP_ANSWERS, OAEP_BLOCKS, PUBLISHED_KEY, type OaepBlock } from "./known-answers/oaep";
import { PUBLISHED_MODULUS, SIGNATURE_ANSWERS, SIGNED_BLOCKS } from "./known-answers/pkcs1-signature";
import { decryptOaep, loadPrivateKey, publicKeyFrom, verify } from "./rsa";
import { pkcs8Of, rsaKeyPair } from "./testing/keys";

const BLOCK = 256;
const padding = constants.RSA_NO_PADDING;
const hex = (text: string): Uint8Array => present(fromHex(text), "hex");
const named = <Row extends { readonly comment: string }>(rows: readonly Row[]) => rows.map((row) => [row.comment, row] as const);

const pair = { privateKey: createPrivateKey(PUBLISHED_KEY), publicKey: createPublicKey(PUBLISHED_KEY) };
const privateKey = await loadPrivateKey(pkcs8Of(pair));
const publicKey = present(publicKeyFrom(pair.publicKey), "public key");
const modulus = numberOf(new Uint8Array(Buffer.from(pair.publicKey.export({ format: "jwk" }).n ?? "", "base64url")));

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes)}`);
}

function bytesOf(number: bigint, length = BLOCK): Uint8Array {
  return hex(number.toString(16).padStart(2 * length, "0"));
}

/** The first value that is as wanted; one in some hundreds is. */
function firstThat<T>(wanted: (value: T) => boolean, make: (attempt: number) => T): T {
  for (let attempt = 0; attempt < 50_000; attempt++) {
    const value = make(attempt);
    if (wanted(value)) return value;
  }
  throw new Error("none of 50 000 is as wanted");
}

const startsWithZero = (block: Uint8Array): boolean => block[0] === 0;
/** The modulus can be added, and 256 bytes still hold the number. */
const hasRoom = (block: Uint8Array): boolean => numberOf(block) + modulus < 1n << 2048n;

/** An encoded message of RFC 8017, 7.1.1, but for what the row says. */
function encodeOaep(block: Omit<OaepBlock, "comment" | "result">): Uint8Array {
  const message = hex(block.message);
  const labelHash = createHash(block.labelHash ?? "sha1").update(block.label ?? "").digest().subarray(0, 20);
  const zeros = new Uint8Array(BLOCK - 42 - message.length);
  const data = concatBytes(labelHash, zeros, Uint8Array.of(block.separator ?? 1), message);
  const [place = 0, mask = 0] = block.change ?? [];
  data[place] = (data[place] ?? 0) ^ mask;
  const seed = randomBytes(20);
  const maskHash = block.maskHash ?? "sha1";
  const maskedData = xor(data, mgf1(maskHash, seed, data.length));
  const maskedSeed = xor(seed, mgf1(maskHash, maskedData, seed.length));
  return concatBytes(Uint8Array.of(block.first ?? 0), maskedSeed, maskedData);
}

/** RFC 8017, B.2.1. */
function mgf1(hash: string, seed: Uint8Array, length: number): Uint8Array {
  const parts = Array.from({ length: Math.ceil(length / 20) }, (_, counter) =>
    createHash(hash).update(seed).update(Uint8Array.of(0, 0, 0, counter)).digest(),
  );
  return concatBytes(...parts).subarray(0, length);
}

function xor(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((byte, index) => byte ^ (other[index] ?? 0));
}

describe("RSA-OAEP", () => {
  const open = async (block: Uint8Array) => {
    const message = await decryptOaep(privateKey, block);
    return message === undefined ? "nothing" : toHex(message);
  };
  const raw = (encoded: Uint8Array) => new Uint8Array(publicEncrypt({ key: pair.publicKey, padding }, encoded));
  const sealed = () => raw(encodeOaep({ message: "aa" }));

  it.each(named(OAEP_ANSWERS))("%s", async (_, { result, message, ciphertext }) => {
    expect(await open(hex(ciphertext))).toBe(result === "valid" ? message : "nothing");
  });

  it.each(named(OAEP_BLOCKS))("%s", async (_, block) => {
    expect(await open(raw(encodeOaep(block)))).toBe(block.result === "valid" ? block.message : "nothing");
  });

  it("opens no block of another length, whatever number it is", async () => {
    const block = firstThat(startsWithZero, sealed);
    expect(await open(block)).toBe("aa");
    for (const other of [block.subarray(1), concatBytes(Uint8Array.of(0), block), concatBytes(block, Uint8Array.of(0)), new Uint8Array(0)]) {
      expect(await open(other)).toBe("nothing");
    }
  });

  it("opens no number that is not below the modulus", async () => {
    const block = firstThat(hasRoom, sealed);
    expect(await open(block)).toBe("aa");
    for (const number of [numberOf(block) + modulus, modulus, modulus + 1n, (1n << 2048n) - 1n]) {
      expect(await open(bytesOf(number))).toBe("nothing");
    }
  });

  it("opens none of the numbers that encryption leaves as they are", async () => {
    for (const number of [0n, 1n, modulus - 1n]) expect(await open(bytesOf(number))).toBe("nothing");
  });
});

describe("RSA signatures with PKCS#1 v1.5", () => {
  const data = new TextEncoder().encode("bytes to sign");
  const raw = (block: Uint8Array) => new Uint8Array(privateEncrypt({ key: pair.privateKey, padding }, block));

  it.each(named(SIGNATURE_ANSWERS))("%s", async (_, { result, message, signature }) => {
    const published = createPublicKey({ key: { kty: "RSA", e: "AQAB", n: PUBLISHED_MODULUS }, format: "jwk" });
    const key = present(publicKeyFrom(published), "public key");
    expect(verify(key, hex(message), hex(signature), "sha256")).toBe(result === "valid");
  });

  it.each(named(SIGNED_BLOCKS))("%s", async (_, { result, hash, block }) => {
    const signature = raw(filled(block.replace("{hash}", createHash(hash).update(data).digest("hex"))));
    expect(verify(publicKey, data, signature, hash)).toBe(result === "valid");
  });

  it("verify with their own data and in their own length only", async () => {
    const counted = (attempt: number) => new TextEncoder().encode(`message ${attempt}`);
    const signedData = firstThat((bytes) => startsWithZero(sign("sha256", bytes, pair.privateKey)), counted);
    const signature = new Uint8Array(sign("sha256", signedData, pair.privateKey));
    expect(verify(publicKey, signedData, signature, "sha256")).toBe(true);
    expect(verify(publicKey, data, signature, "sha256")).toBe(false);
    expect(verify(publicKey, signedData, signature, "sha1")).toBe(false);
    for (const other of [signature.subarray(1), concatBytes(Uint8Array.of(0), signature), concatBytes(signature, Uint8Array.of(0))]) {
      expect(verify(publicKey, signedData, other, "sha256")).toBe(false);
    }
  });

  it("verify for no number that is not below the modulus", async () => {
    const counted = (attempt: number) => new TextEncoder().encode(`message ${attempt}`);
    const signedData = firstThat((bytes) => hasRoom(sign("sha256", bytes, pair.privateKey)), counted);
    const signature = new Uint8Array(sign("sha256", signedData, pair.privateKey));
    expect(verify(publicKey, signedData, signature, "sha256")).toBe(true);
    const tooLarge = numberOf(signature) + modulus;
    expect(verify(publicKey, signedData, bytesOf(tooLarge), "sha256")).toBe(false);
    for (const number of [modulus, 0n, 1n, modulus - 1n]) expect(verify(publicKey, signedData, bytesOf(number), "sha256")).toBe(false);
  });

  it("with the padding of PSS do not verify", async () => {
    const pss = sign("sha256", data, { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING });
    expect(verify(publicKey, data, new Uint8Array(pss), "sha256")).toBe(false);
  });

  it("cannot be made without the private key where the exponent is 3", async () => {
    const small = rsaKeyPair(2048, 3).publicKey;
    const hash = createHash("sha256").update(data).digest("hex");
    const wanted = filled(`0001${"ff".repeat(8)}003031300d060960864801650304020105000420${hash}{00}`);
    const forged = bytesOf(cubeRootAbove(numberOf(wanted)));
    const seen = publicDecrypt({ key: small, padding }, forged);
    expect(toHex(seen).slice(0, 124)).toBe(toHex(wanted).slice(0, 124));
    expect(verify(present(publicKeyFrom(small), "public key"), data, forged, "sha256")).toBe(false);
  });
});

/** The block of a template, filled to its length. */
function filled(template: string): Uint8Array {
  const [before = "", fill = "", after = ""] = template.split(/\{(..)\}/);
  return hex(before + (fill === ".." ? "ee" : fill).repeat(BLOCK - (before.length + after.length) / 2) + after);
}

function cubeRootAbove(number: bigint): bigint {
  let low = 0n;
  let high = 1n << 683n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** 3n < number) low = middle + 1n;
    else high = middle;
  }
  return low;
}
