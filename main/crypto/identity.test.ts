import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { createIdentity, loadIdentity } from "./identity";
import { decryptOaep, encryptOaep, sign, verify } from "./rsa";
import { certificateOf, pkcs8Of, rsaKeyPair, testKeyPair } from "./testing/keys";

const address = "o'dana+1,x=y@example.org" as Address;
const now = Date.UTC(2024, 1, 29, 12);
const stored = await createIdentity(address, now);
const identity = await loadIdentity(stored);
const data = new TextEncoder().encode("data");

describe("a new identity", () => {
  it("has an RSA-2048 key and a certificate with the address as its name", () => {
    expect(identity.certificate.publicKey.blockLength).toBe(256);
    expect(identity.certificate.commonName).toBe(address);
  });

  it("has a self-signed version 3 certificate that is not a CA", () => {
    const x509 = new X509Certificate(stored.certificate);
    expect(x509.verify(x509.publicKey)).toBe(true);
    expect(x509.issuer).toBe(x509.subject);
    expect(x509.ca).toBe(false);
  });

  it("is valid from the day before for five years", () => {
    expect(new Date(identity.certificate.notBefore).toISOString()).toBe("2024-02-28T12:00:00.000Z");
    expect(new Date(identity.certificate.notAfter).toISOString()).toBe("2029-03-01T12:00:00.000Z");
  });

  it("signs and decrypts with the key of its certificate", async () => {
    const { certificate, privateKey } = identity;
    expect(await verify(certificate.publicKey, data, await sign(privateKey, data), "sha256")).toBe(true);
    expect(await decryptOaep(privateKey, encryptOaep(certificate.publicKey, data))).toEqual(data);
  });
});

describe("a stored identity", () => {
  it("is damaged when key and certificate do not belong together", async () => {
    const foreign = { pkcs8: pkcs8Of(testKeyPair), certificate: stored.certificate };
    await expect(loadIdentity(foreign)).rejects.toMatchObject({ code: "keyring-damaged" });
  });

  it("is damaged when either cannot be read", async () => {
    for (const damaged of [
      { ...stored, pkcs8: stored.pkcs8.subarray(1) },
      { ...stored, certificate: stored.certificate.subarray(1) },
    ]) {
      await expect(loadIdentity(damaged)).rejects.toMatchObject({ code: "keyring-damaged" });
    }
  });

  it("may have a larger key", async () => {
    const pair = rsaKeyPair(3072);
    const large = await loadIdentity({ pkcs8: pkcs8Of(pair), certificate: await certificateOf(pair, [{ CN: [address] }]) });
    expect(await decryptOaep(large.privateKey, encryptOaep(large.certificate.publicKey, data))).toEqual(data);
  });
});
