// RSA as the protocols use it (spec 1.4): PKCS#1 v1.5 signatures, OAEP with SHA-1 for the key block.
// Operations with the private key run here or in Node's thread pool (private-operations.ts). crypto.privateDecrypt has no
// asynchronous form, so in the pool OAEP decryption goes through WebCrypto with a key that is imported once. What is done
// with a public key takes less time than the way to a thread, also with the largest one that is accepted.
import * as crypto from "node:crypto";
import type { KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { StampError } from "../../shared/errors";
import { plainBytes } from "./bytes";
import { sha256Hex } from "./hash";
import { createRunOperation, type RunOperation } from "./private-operations";

const signAsync = promisify<string, Uint8Array, KeyObject, Buffer>(crypto.sign);
const OAEP = { padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" } as const;

/** RFC 8017, appendix A.1: an RSA key, its key transport by PKCS#1 v1.5, and signatures whose hash stands elsewhere. */
export const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
/** Modulus lengths that are accepted, in bits (spec 1.10). */
const MODULUS_LENGTHS: readonly number[] = [2048, 3072, 4096];
/** Bytes of RSA-2048: a larger one of our own, from another app, could hold the main thread for more than a frame. */
const SMALL_BLOCK = 256;
/** A larger one only costs time: a peer chooses the exponent of the key that we must compute with. */
const MAX_PUBLIC_EXPONENT = 0xffff_ffffn;

export type SignatureHash = "sha1" | "sha256" | "sha384" | "sha512";

/** Somebody's public key, checked for type and size. Opaque outside main/crypto. */
export interface PublicKey {
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** Lower-case hex SHA-256 of `spki`: the name of the key everywhere. */
  readonly spkiSha256: string;
  /** Length of a signature and of a key block, in bytes. */
  readonly blockLength: number;
  readonly key: KeyObject;
}

/** Our own private key in the two forms that the operations need, and where they run. Opaque outside main/crypto. */
export interface PrivateKey {
  readonly blockLength: number;
  readonly signing: KeyObject;
  readonly decryption: crypto.webcrypto.CryptoKey;
  readonly run: RunOperation;
}

/** A handle for a key of an accepted type and size, or nothing. */
export function publicKeyFrom(key: KeyObject): PublicKey | undefined {
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== "rsa" || !MODULUS_LENGTHS.includes(modulusLength)) return undefined;
  if (publicExponent < 3n || publicExponent % 2n === 0n || publicExponent > MAX_PUBLIC_EXPONENT) return undefined;
  const spki = plainBytes(key.export({ type: "spki", format: "der" }));
  return { spki, spkiSha256: sha256Hex(spki), blockLength: modulusLength / 8, key };
}

/** Reads an unencrypted PKCS#8 key of ours, without a copy of it; throws what Node throws when it is none. */
export async function loadPrivateKey(pkcs8: Uint8Array): Promise<PrivateKey> {
  const der = Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.byteLength);
  const signing = crypto.createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const algorithm = { name: "RSA-OAEP", hash: "SHA-1" };
  const decryption = await crypto.webcrypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["decrypt"]);
  const blockLength = (signing.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  return { blockLength, signing, decryption, run: createRunOperation(blockLength <= SMALL_BLOCK) };
}

/** RSA signature over `data`: SHA256withRSA but for S/MIME v1, which has SHA-1. */
export async function sign(key: PrivateKey, data: Uint8Array, hash: SignatureHash = "sha256"): Promise<Uint8Array> {
  return plainBytes(await key.run(() => crypto.sign(hash, data, key.signing), () => signAsync(hash, data, key.signing)));
}

/** In STPSimple, SHA-1 is for old peers only, and only where the user allowed it. */
export function verify(key: PublicKey, data: Uint8Array, signature: Uint8Array, hash: SignatureHash): boolean {
  if (signature.length !== key.blockLength) return false;
  try {
    return crypto.verify(hash, data, key.key, signature);
  } catch {
    // A modulus that no key pair can have: accepted by the parser, refused by the arithmetic.
    return false;
  }
}

/**
 * OAEP with SHA-1 and MGF1-SHA-1, empty label.
 * @throws StampError `no-certificate` when the key cannot be computed with.
 */
export function encryptOaep(key: PublicKey, plaintext: Uint8Array): Uint8Array {
  try {
    return plainBytes(crypto.publicEncrypt({ key: key.key, ...OAEP }, plaintext));
  } catch (cause) {
    throw new StampError("no-certificate", { problem: "key" }, { cause });
  }
}

/** The plaintext, or nothing; why it failed is not told, so that nobody can be told. */
export async function decryptOaep(key: PrivateKey, block: Uint8Array): Promise<Uint8Array | undefined> {
  if (block.length !== key.blockLength) return undefined;
  try {
    return await key.run(
      () => plainBytes(crypto.privateDecrypt({ key: key.signing, ...OAEP }, block)),
      async () => new Uint8Array(await crypto.webcrypto.subtle.decrypt({ name: "RSA-OAEP" }, key.decryption, block)),
    );
  } catch {
    return undefined;
  }
}
