import { describe, expect, it } from "vitest";
import { LARGEST_CERTIFICATE_FILE } from "../../shared/certificate";
import { toBase64 } from "./base64";
import { readCertificateFile } from "./certificate-file";
import { certificateOf, testKeyPair } from "./testing/keys";

const der = await certificateOf(testKeyPair, [{ CN: ["dana@example.org"] }]);
const body = (toBase64(der).match(/.{1,64}/g) ?? []).join("\n");
const pem = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;

const fileOf = (content: string | Uint8Array): string => toBase64(typeof content === "string" ? new TextEncoder().encode(content) : content);

describe("a chosen file", () => {
  it("gives the certificate in it, in either form and with any text around it", () => {
    const key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    for (const content of [der, pem, pem.replaceAll("\n", "\r\n"), `Certificate:\n    Data: …\n${pem}`, key + pem, `\uFEFF${pem}end`]) {
      expect(readCertificateFile(fileOf(content))).toEqual(der);
    }
  });

  it("must have exactly one", () => {
    expect(() => readCertificateFile(fileOf(pem + pem))).toThrow("several-certificates");
    for (const content of ["", "hello", pem.slice(0, -40), pem.replace("M", "%"), "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n"]) {
      expect(() => readCertificateFile(fileOf(content)), content).toThrow("certificate-unreadable");
    }
    expect(() => readCertificateFile("not base64")).toThrow("certificate-unreadable");
  });

  it("must not be larger than a certificate can be", () => {
    const room = LARGEST_CERTIFICATE_FILE - new TextEncoder().encode(pem).length;
    expect(readCertificateFile(fileOf(" ".repeat(room) + pem))).toEqual(der);
    expect(() => readCertificateFile(fileOf(" ".repeat(room + 1) + pem))).toThrow("certificate-too-large");
  });
});
