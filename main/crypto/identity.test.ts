import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { certificateRequest, createIdentity, loadIdentity, renewedCertificate } from "./identity";
import { decryptOaep, encryptOaep, sign, verify } from "./rsa";
import { certificateOf, pkcs8Of, rsaKeyPair, testKeyPair } from "./testing/keys";
import { verifyRequest } from "./testing/test-authority";

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
    expect(verify(certificate.publicKey, data, await sign(privateKey, data), "sha256")).toBe(true);
    expect(await decryptOaep(privateKey, encryptOaep(certificate.publicKey, data))).toEqual(data);
  });
});

describe("the certificate of an identity", () => {
  it("is renewed for the same key and name, valid for five years from then", async () => {
    const later = Date.UTC(2028, 11, 31);
    const renewed = await renewedCertificate(identity, address, later);
    expect(renewed.publicKey.spkiSha256).toBe(identity.certificate.publicKey.spkiSha256);
    expect(renewed.commonName).toBe(address);
    expect(new Date(renewed.notBefore).toISOString()).toBe("2028-12-30T00:00:00.000Z");
    expect(new Date(renewed.notAfter).toISOString()).toBe("2033-12-31T00:00:00.000Z");
    expect(renewed.certificateSha256).not.toBe(identity.certificate.certificateSha256);
    const x509 = new X509Certificate(renewed.der);
    expect(x509.verify(x509.publicKey)).toBe(true);
  });

  it("can be asked for from an authority: openssl takes the request", async () => {
    const request = await certificateRequest(identity, address);
    expect(verifyRequest(request)).toEqual({ verified: true, subject: `CN=${address}` });
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
