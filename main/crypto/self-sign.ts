// What our own key signs about itself (spec 1.10): the self-signed certificate that contacts get, and the signing
// request (PKCS#10) that an authority makes a certificate from. The certificate library is loaded only then.
import * as crypto from "node:crypto";
import type { KeyObject } from "node:crypto";
import type * as X509 from "@peculiar/x509";
import type { Address, Millis } from "../../shared/ids";
import { wipe } from "./bytes";

const VALIDITY_YEARS = 5;
/** A peer whose clock is behind must not see a certificate from the future. */
const BACKDATED: Millis = 24 * 60 * 60 * 1000;
const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** X.509 DER with the address as CN, valid for five years from `now`. */
export async function selfSigned(privateKey: KeyObject, address: Address, now: Millis): Promise<Uint8Array> {
  const x509 = await loadLibrary();
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + VALIDITY_YEARS);
  const usages = x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [address] }],
      notBefore: new Date(now - BACKDATED),
      notAfter,
      signingAlgorithm: ALGORITHM,
      keys: await webKeys(privateKey),
      extensions: [new x509.BasicConstraintsExtension(false, undefined, true), new x509.KeyUsagesExtension(usages, true)],
    },
    crypto.webcrypto,
  );
  return new Uint8Array(certificate.rawData);
}

/** PEM of a PKCS#10 request (RFC 2986) with the address as CN. */
export async function signingRequest(privateKey: KeyObject, address: Address): Promise<string> {
  const x509 = await loadLibrary();
  const request = await x509.Pkcs10CertificateRequestGenerator.create(
    { name: [{ CN: [address] }], signingAlgorithm: ALGORITHM, keys: await webKeys(privateKey) },
    crypto.webcrypto,
  );
  return `${request.toString("pem")}\n`;
}

async function loadLibrary(): Promise<typeof X509> {
  await import("reflect-metadata");
  return import("@peculiar/x509");
}

async function webKeys(privateKey: KeyObject): Promise<crypto.webcrypto.CryptoKeyPair> {
  const { subtle } = crypto.webcrypto;
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
  const spki = crypto.createPublicKey(privateKey).export({ type: "spki", format: "der" });
  try {
    return {
      privateKey: await subtle.importKey("pkcs8", pkcs8, ALGORITHM, false, ["sign"]),
      publicKey: await subtle.importKey("spki", spki, ALGORITHM, true, ["verify"]),
    };
  } finally {
    wipe(pkcs8);
  }
}
