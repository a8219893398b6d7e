// Our own identity (spec 1.10): an RSA-2048 key pair and a self-signed certificate with CN = our address.
// Making it takes up to seconds and happens off the main thread. The certificate library is loaded only then.
import * as crypto from "node:crypto";
import { promisify } from "node:util";
import { StampError } from "../../shared/errors";
import type { Address, Millis } from "../../shared/ids";
import { equalBytes, plainBytes } from "./bytes";
import { parseCertificate, type Certificate } from "./certificate";
import { loadPrivateKey, type PrivateKey } from "./rsa";

const generateKeyPair = promisify(crypto.generateKeyPair);

const MODULUS_LENGTH = 2048;
const VALIDITY_YEARS = 5;
/** A peer whose clock is behind must not see a certificate from the future. */
const BACKDATED: Millis = 24 * 60 * 60 * 1000;

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
  const { privateKey, publicKey } = await generateKeyPair("rsa", { modulusLength: MODULUS_LENGTH });
  const pkcs8 = plainBytes(privateKey.export({ type: "pkcs8", format: "der" }));
  const spki = plainBytes(publicKey.export({ type: "spki", format: "der" }));
  return { pkcs8, certificate: await selfSign(pkcs8, spki, address, now) };
}

async function selfSign(pkcs8: Uint8Array, spki: Uint8Array, address: Address, now: Millis): Promise<Uint8Array> {
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const { subtle } = crypto.webcrypto;
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const keys = {
    privateKey: await subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]),
    publicKey: await subtle.importKey("spki", spki, algorithm, true, ["verify"]),
  };
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + VALIDITY_YEARS);
  const usages = x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [address] }],
      notBefore: new Date(now - BACKDATED),
      notAfter,
      signingAlgorithm: algorithm,
      keys,
      extensions: [new x509.BasicConstraintsExtension(false, undefined, true), new x509.KeyUsagesExtension(usages, true)],
    },
    crypto.webcrypto,
  );
  return new Uint8Array(certificate.rawData);
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
