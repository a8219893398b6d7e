import { X509Certificate } from "node:crypto";
import { expect, it } from "vitest";
import { HOSTILE_TEXTS } from "../../shared/testing/hostile-texts";
import { bob } from "../protocol/testing/people";
import { parseCertificate } from "./certificate";
import { certificateDetails } from "./certificate-details";
import { readCertificateFile } from "./certificate-file";
import { certificateOf, testKeyPair } from "./testing/keys";

it("tells of a certificate what another reader finds in it", () => {
  const details = certificateDetails(bob.identity.certificate);
  const other = new X509Certificate(bob.identity.certificate.der);
  expect(details.subject).toBe(other.subject.replaceAll("\n", ", "));
  expect(details.issuer).toBe(other.issuer.replaceAll("\n", ", "));
  expect(details.serial.replaceAll(":", "")).toBe(other.serialNumber);
  expect(details.certificateFingerprint).toBe(other.fingerprint256.replaceAll(":", "").toLowerCase());
  expect(details.notAfter).toBe(Date.parse(other.validTo));
  expect(details).toMatchObject({ keyBits: 2048, signatureAlgorithm: "RSA, SHA-256", namesItself: false });
});

it("writes a PEM file that is the same certificate", () => {
  const { pem } = certificateDetails(bob.identity.certificate);
  expect(pem.split("\n").every((line) => line.length <= 64)).toBe(true);
  expect(readCertificateFile(Buffer.from(pem).toString("base64"))).toEqual(bob.identity.certificate.der);
});

it("takes out of names what could make one look like another", async () => {
  const name = [{ CN: ["bob@\u202Egro.elpmaxe"] }, { O: ["A\u200Bcme"] }, { OU: ["x".repeat(300)] }];
  const { subject, namesItself } = certificateDetails(parseCertificate(await certificateOf(testKeyPair, name)));
  expect(namesItself).toBe(true);
  expect(subject).toBe(`CN=bob@gro.elpmaxe, O=Acme, OU=${"x".repeat(120)}`);
});

it("marks in a value what would end it, so that one does not pass for several", async () => {
  const { subject } = certificateDetails(parseCertificate(await certificateOf(testKeyPair, [{ CN: ["bob, O=Example Bank\\"] }])));
  expect(subject).toBe("CN=bob\\, O\\=Example Bank\\\\");
});

it.each([
  ["in what is too long to be shown", [{ CN: [`${"x".repeat(150)}1`] }], [{ CN: [`${"x".repeat(150)}2`] }]],
  ["in what is not shown", [{ CN: ["bob"] }], [{ CN: ["b\u200Bob"] }]],
])("does not say that a certificate names itself when the names differ only %s", async (_where, name, issuer) => {
  const details = certificateDetails(parseCertificate(await certificateOf(testKeyPair, name, issuer)));
  expect(details.subject).toBe(details.issuer);
  expect(details.namesItself).toBe(false);
});

it("tells each hostile text in a name as one value without what is unseen", async () => {
  // As many values as are told, beside the address.
  const MOST = 15;
  for (let begin = 0; begin < HOSTILE_TEXTS.length; begin += MOST) {
    const some = HOSTILE_TEXTS.slice(begin, begin + MOST);
    const name = [{ CN: [{ utf8String: "bob" }] }, ...some.map((text) => ({ O: [{ utf8String: text.slice(0, 120) }] }))];
    const { subject } = certificateDetails(parseCertificate(await certificateOf(testKeyPair, name)));
    const values = subject.split(/(?<!(?<!\\)(?:\\\\)*\\), /).map((part) => part.replace(/^O=/, "").replace(/\\(.)/g, "$1"));
    expect(values.slice(1)).toEqual(some.map((text) => text.slice(0, 120).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "")));
  }
});
