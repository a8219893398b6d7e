import * as crypto from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { MAX_CERTIFICATE_DER, parseCertificate } from "./certificate";
import { certificateOf, rsaKeyPair, testKeyPair } from "./testing/keys";

const der = await certificateOf(testKeyPair, [{ C: ["SK"] }, { CN: ["dana@example.org"] }]);
const asPem = (bytes: Uint8Array): Uint8Array =>
  new TextEncoder().encode(
    `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString("base64")}\n-----END CERTIFICATE-----\n`,
  );

function problemOf(bytes: Uint8Array): unknown {
  try {
    parseCertificate(bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof StampError)) throw error;
    expect(error.code).toBe("no-certificate");
    return error.details["problem"];
  }
}

describe("a certificate", () => {
  it("gives its name, key, fingerprints and validity", () => {
    const parsed = parseCertificate(der);
    const spki = testKeyPair.publicKey.export({ type: "spki", format: "der" });
    expect(parsed.commonName).toBe("dana@example.org");
    expect(parsed.publicKey.spki).toEqual(new Uint8Array(spki));
    expect(parsed.certificateSha256).toBe(crypto.createHash("sha256").update(der).digest("hex"));
    expect(parsed.der).toEqual(der);
    expect(parsed.notAfter - parsed.notBefore).toBe(365 * 24 * 60 * 60 * 1000);
  });

  it("reads the same from PEM", () => {
    expect(parseCertificate(asPem(der)).certificateSha256).toBe(parseCertificate(der).certificateSha256);
  });

  it("is refused when something follows it", () => {
    expect(problemOf(new Uint8Array([...der, 0]))).toBe("malformed");
  });

  it("is refused when cut off anywhere, empty or something else", () => {
    for (let length = 0; length < der.length; length += 37) expect(problemOf(der.subarray(0, length))).toBe("malformed");
    expect(problemOf(asPem(new Uint8Array(3)))).toBe("malformed");
    expect(problemOf(new TextEncoder().encode("-----BEGIN"))).toBe("malformed");
  });

  it("is refused unparsed when it is too large", () => {
    expect(problemOf(new Uint8Array(MAX_CERTIFICATE_DER + 1).fill(0x30))).toBe("too-large");
    expect(problemOf(asPem(new Uint8Array(2 * MAX_CERTIFICATE_DER)))).toBe("too-large");
  });

  it("is refused with a key of another kind or size", async () => {
    const small = await certificateOf(rsaKeyPair(1024), [{ CN: ["dana@example.org"] }]);
    const ec = crypto.generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(problemOf(small)).toBe("key");
    expect(problemOf(await certificateOf(ec, [{ CN: ["dana@example.org"] }]))).toBe("key");
  });

  it("is refused without a name or with two", async () => {
    expect(problemOf(await certificateOf(testKeyPair, [{ C: ["SK"] }]))).toBe("name");
    expect(problemOf(await certificateOf(testKeyPair, [{ CN: ["a@example.org"] }, { CN: ["b@example.org"] }]))).toBe("name");
  });

  it("cannot smuggle a name in another value", async () => {
    const forged = await certificateOf(testKeyPair, [{ O: ["x\nCN=bob@example.org"] }, { CN: ["mallory@example.org"] }]);
    expect(parseCertificate(forged).commonName).toBe("mallory@example.org");
  });

  it("with any changed byte is read or refused, never anything else", () => {
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
        problemOf(der.map((byte, at) => (at === index ? byte ^ mask : byte)));
      }),
      { numRuns: 500 },
    );
  });
});
