// For tests: key pairs and certificates of unusual kinds, made once and never stored.
import * as crypto from "node:crypto";
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { plainBytes } from "../bytes";

export interface TestKeyPair {
  readonly publicKey: crypto.KeyObject;
  readonly privateKey: crypto.KeyObject;
}

export function rsaKeyPair(modulusLength: number, publicExponent = 0x10001): TestKeyPair {
  return crypto.generateKeyPairSync("rsa", { modulusLength, publicExponent });
}

/** One key pair of the usual kind for a whole test file. */
export const testKeyPair = rsaKeyPair(2048);

export function pkcs8Of({ privateKey }: TestKeyPair): Uint8Array {
  return plainBytes(privateKey.export({ type: "pkcs8", format: "der" }));
}

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** SPKI of a key that no key pair can have: accepted by a parser, refused by the arithmetic. */
export function evenKey(): Uint8Array {
  const modulus = Buffer.alloc(256, 0xff);
  modulus[255] = 0xfe;
  const jwk = { kty: "RSA", e: "AQAB", n: modulus.toString("base64url") };
  return plainBytes(crypto.createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "der" }));
}

/** As the library takes a name; in a value that is a plain string it looks for quotes and numbers. */
type WrittenName = ConstructorParameters<typeof x509.Name>[0];

/** DER of a self-signed certificate with the given subject, which may name another issuer all the same. */
export async function certificateOf(pair: TestKeyPair, subject: WrittenName, issuer = subject): Promise<Uint8Array> {
  const algorithm = pair.privateKey.asymmetricKeyType === "ec" ? EC : RSA;
  const spki = pair.publicKey.export({ type: "spki", format: "der" });
  const { subtle } = crypto.webcrypto;
  const keys = {
    privateKey: await subtle.importKey("pkcs8", pkcs8Of(pair), algorithm, false, ["sign"]),
    publicKey: await subtle.importKey("spki", spki, algorithm, true, ["verify"]),
  };
  const names = { subject: new x509.Name(subject), issuer: new x509.Name(issuer) };
  const request = { ...names, signingAlgorithm: algorithm, publicKey: keys.publicKey, signingKey: keys.privateKey };
  const certificate = await x509.X509CertificateGenerator.create(request, crypto.webcrypto);
  return new Uint8Array(certificate.rawData);
}
