// Our own identity (spec 1.10): an RSA-2048 key pair and a certificate with CN = our address, at first self-signed.
// The key stays for the life of the account; its certificate can be another one later. Making a key pair takes up to
// seconds and happens off the main thread.
import * as crypto from "node:crypto";
import { promisify } from "node:util";
import { StampError } from "../../shared/errors";
import type { Address, Millis } from "../../shared/ids";
import { equalBytes, plainBytes } from "./bytes";
import { parseCertificate, type Certificate } from "./certificate";
import { loadPrivateKey, type PrivateKey } from "./rsa";
import { selfSigned, signingRequest } from "./self-sign";

const generateKeyPair = promisify(crypto.generateKeyPair);

const MODULUS_LENGTH = 2048;

/** What is stored of an identity: PKCS#8 and X.509, both DER. */
export interface StoredIdentity {
  readonly pkcs8: Uint8Array;
  readonly certificate: Uint8Array;
}

/** A loaded identity: signs and decrypts. */
export interface Identity {
  readonly certificate: Certificate;
  readonly privateKey: PrivateKey;
}

/** New key pair with its certificate, valid for five years from `now`. */
export async function createIdentity(address: Address, now: Millis = Date.now()): Promise<StoredIdentity> {
  const { privateKey } = await generateKeyPair("rsa", { modulusLength: MODULUS_LENGTH });
  const pkcs8 = plainBytes(privateKey.export({ type: "pkcs8", format: "der" }));
  return { pkcs8, certificate: await selfSigned(privateKey, address, now) };
}

/** @throws StampError `keyring-damaged` when key and certificate cannot be read or do not belong together. */
export async function loadIdentity(stored: StoredIdentity): Promise<Identity> {
  try {
    const certificate = parseCertificate(stored.certificate);
    const privateKey = await loadPrivateKey(stored.pkcs8);
    const own = crypto.createPublicKey(privateKey.signing).export({ type: "spki", format: "der" });
    if (!equalBytes(own, certificate.publicKey.spki)) throw new Error("the certificate is for another key");
    return { certificate, privateKey };
  } catch (cause) {
    throw new StampError("keyring-damaged", {}, { cause });
  }
}

/** A new self-signed certificate for the same key, valid for five years from `now`. */
export async function renewedCertificate({ privateKey }: Identity, address: Address, now: Millis): Promise<Certificate> {
  return parseCertificate(await selfSigned(privateKey.signing, address, now));
}

/** PEM of a request to an authority to certify our key for our address. */
export function certificateRequest({ privateKey }: Identity, address: Address): Promise<string> {
  return signingRequest(privateKey.signing, address);
}
