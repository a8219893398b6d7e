import * as crypto from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { MAX_CERTIFICATE_DER, parseCertificate } from "./certificate";
import { certificateOf, rsaKeyPair, testKeyPair } from "./testing/keys";
import { slowCurveKey, withKey } from "./testing/slow-key";

const der = await certificateOf(testKeyPair, [{ C: ["SK"] }, { CN: ["dana@example.org"] }]);
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

/** Milliseconds of the best of five, so that another process's turn does not count. */
function fastest(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...times);
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

  it("is refused when something follows it", () => {
    expect(problemOf(new Uint8Array([...der, 0]))).toBe("malformed");
  });

  it("is refused when cut off anywhere, empty or something else", () => {
    for (let length = 0; length < der.length; length += 37) expect(problemOf(der.subarray(0, length))).toBe("malformed");
    expect(problemOf(new TextEncoder().encode("-----BEGIN CERTIFICATE-----"))).toBe("malformed");
  });

  it("is refused unparsed when it is too large", () => {
    expect(problemOf(new Uint8Array(MAX_CERTIFICATE_DER + 1).fill(0x30))).toBe("too-large");
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

  it.each(["a+b@example.org", 'odd",;<>=#@example.org', "žltý.kôň@example.org"])("gives the name %s as it was written", async (name) => {
    expect(parseCertificate(await certificateOf(testKeyPair, [{ CN: [name] }])).commonName).toBe(name);
  });

  it.each([
    ["of a kind that nobody knows", [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x03]],
    ["whose kind is cut off", [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x81]],
  ])("is refused with a key %s, and the process goes on", (_what, kind) => {
    const rsaEncryption = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
    const at = Buffer.from(der).lastIndexOf(Buffer.from(rsaEncryption));
    const damaged = new Uint8Array(der);
    damaged.set(kind, at);
    expect(["key", "malformed"]).toContain(problemOf(damaged));
  });

  it("with a key on a curve made to be slow is refused without reading the key", () => {
    const spki = slowCurveKey();
    const slow = withKey(der, spki);
    const refusing = fastest(() => {
      expect(problemOf(slow)).toBe("key");
    });
    const reading = fastest(() => {
      expect(crypto.createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" }).type).toBe("public");
    });
    expect(refusing / reading).toBeLessThan(0.5);
  });

  it.each<[string, (room: number) => Uint8Array]>([
    ["nested values", (room) => new Uint8Array(room).map((_, at) => (at % 2 === 0 ? 0x30 : 0x80))],
    ["empty values", (room) => new Uint8Array(room).map((_, at) => (at % 2 === 0 ? 0x05 : 0x00))],
  ])("of 16 KiB of %s is refused like any other", (_what, fill) => {
    const room = MAX_CERTIFICATE_DER - 4;
    expect(problemOf(new Uint8Array([0x30, 0x82, room >> 8, room & 0xff, ...fill(room)]))).toBe("malformed");
  });

  it("with hundreds of attributes in its name, all of which would have to be read, is refused", async () => {
    const named = (count: number) => certificateOf(testKeyPair, [{ CN: ["dana@example.org"] }, { O: Array.from({ length: count }, () => "O") }]);
    expect(parseCertificate(await named(50)).commonName).toBe("dana@example.org");
    expect(problemOf(await named(600))).toBe("malformed");
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
