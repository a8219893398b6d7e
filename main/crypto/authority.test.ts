import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { issuerNameOf, parseAuthority, signerOf } from "./authority";
import { parseCertificate } from "./certificate";
import { certificateOf, rsaKeyPair, testKeyPair } from "./testing/keys";
import { slowCurveKey, withKey } from "./testing/slow-key";
import { makeAuthority, P256, type AuthorityOptions } from "./testing/test-authority";

const BOB = { key: testKeyPair.privateKey, name: "bob@example.org" };
const RSA_2048 = ["rsa:2048"];
const P384 = ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"];

function codeOf(der: Uint8Array): unknown {
  try {
    parseAuthority(der);
    return "read";
  } catch (error) {
    if (!(error instanceof StampError)) throw error;
    return error.code;
  }
}

/** Whether the authority, once read, is taken for the signer of its own certificate for Bob. */
function confirms(options: AuthorityOptions, how: Parameters<ReturnType<typeof makeAuthority>["certify"]>[1] = {}): boolean {
  const authority = makeAuthority(options);
  return signerOf(parseCertificate(authority.certify(BOB, how)), [parseAuthority(authority.der)]) !== undefined;
}

describe("the certificate of an authority", () => {
  it("gives its name, validity and fingerprint", () => {
    const { der } = makeAuthority({ name: "Example Org Root", from: "2025-02-01", until: "2035-02-01" });
    expect(parseAuthority(der)).toMatchObject({
      name: "Example Org Root",
      notBefore: Date.UTC(2025, 1, 1),
      notAfter: Date.UTC(2035, 1, 1),
      certificateSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it.each<[string, AuthorityOptions]>([
    ["is none without basic constraints", { extensions: ["keyUsage=keyCertSign"] }],
    ["is none when these say so", { extensions: ["basicConstraints=critical,CA:FALSE"] }],
    ["is none when its key may not sign certificates", { extensions: ["basicConstraints=critical,CA:TRUE", "keyUsage=digitalSignature"] }],
  ])("%s", (_what, options) => {
    expect(codeOf(makeAuthority(options).der)).toBe("not-an-authority");
  });

  it("may do without a key usage", () => {
    expect(codeOf(makeAuthority({ extensions: ["basicConstraints=CA:TRUE"] }).der)).toBe("read");
  });

  it.each<[string, AuthorityOptions]>([
    ["too small an RSA key", { newKey: ["rsa:1024"] }],
    ["a key on another curve", { newKey: ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"] }],
    ["a key on a curve in full", { newKey: [...P256, "-pkeyopt", "ec_param_enc:explicit"] }],
    ["conditions on the names", { extensions: ["basicConstraints=critical,CA:TRUE", "nameConstraints=critical,permitted;email:example.org"] }],
    ["such conditions that need not be understood", { extensions: ["basicConstraints=critical,CA:TRUE", "nameConstraints=permitted;email:example.org"] }],
  ])("with %s is not supported", (_what, options) => {
    expect(codeOf(makeAuthority(options).der)).toBe("authority-unsupported");
  });

  it("with a key on a curve made to be slow is refused without reading the key", () => {
    expect(codeOf(withKey(makeAuthority().der, slowCurveKey()))).toBe("authority-unsupported");
  });

  it("that is none at all is told from one of a person", async () => {
    expect(codeOf(new TextEncoder().encode("hello"))).toBe("certificate-unreadable");
    expect(codeOf(new Uint8Array(20_000).fill(0x30))).toBe("certificate-unreadable");
    expect(codeOf(await certificateOf(testKeyPair, [{ CN: ["bob@example.org"] }]))).toBe("not-an-authority");
  });

  it("is called by the best name it has, without characters that deceive", async () => {
    const names = { "/O=Example Org": "Example Org", "/CN=a\u202Eb/O=x": "ab" };
    for (const [subject, name] of Object.entries(names)) {
      expect(parseAuthority(makeAuthority({ subject }).der).name).toBe(name);
    }
  });

  it("with any changed byte is read or refused with a code, never anything else", () => {
    const { der } = makeAuthority();
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
        codeOf(der.map((byte, at) => (at === index ? byte ^ mask : byte)));
      }),
      { numRuns: 300 },
    );
  });
});

describe("the signature of an authority", () => {
  it.each<[string, readonly string[], string]>([
    ["RSA with SHA-256", RSA_2048, "sha256"],
    ["RSA with SHA-384", RSA_2048, "sha384"],
    ["RSA with SHA-512", RSA_2048, "sha512"],
    ["P-256 with SHA-256", P256, "sha256"],
    ["P-384 with SHA-384", P384, "sha384"],
  ])("is recognized: %s", (_what, newKey, digest) => {
    expect(confirms({ newKey }, { digest })).toBe(true);
  });

  it("with SHA-1 counts for nothing", () => {
    expect(confirms({ newKey: RSA_2048 }, { digest: "sha1" })).toBe(false);
  });

  it("under conditions that we do not know counts for nothing", () => {
    expect(confirms({}, { extensions: ["1.2.3.4=critical,ASN1:UTF8String:only on Mondays"] })).toBe(false);
    expect(confirms({}, { extensions: ["1.2.3.4=ASN1:UTF8String:for information"] })).toBe(true);
  });

  it("is found among several, also of the same name", () => {
    const [first, second, other] = [makeAuthority(), makeAuthority(), makeAuthority({ name: "Other" })];
    const known = [other, first, second].map(({ der }) => parseAuthority(der));
    expect(signerOf(parseCertificate(second.certify(BOB)), known)).toBe(known[2]);
    expect(signerOf(parseCertificate(second.certify(BOB, { extensions: [] })), known)).toBe(known[2]);
    expect(signerOf(parseCertificate(second.certify(BOB)), known.slice(0, 2))).toBeUndefined();
    expect(signerOf(parseCertificate(second.certify(BOB)), [])).toBeUndefined();
  });

  it("is that of the key, not of a certificate with it: the authority may have a newer one", () => {
    const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    const [before, after] = [makeAuthority({ key }), makeAuthority({ key, until: "2050-01-01" })];
    expect(signerOf(parseCertificate(before.certify(BOB)), [parseAuthority(after.der)])).toBeDefined();
  });

  it("is not that of a certificate which it made: there are no chains", () => {
    const root = makeAuthority();
    const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const between = root.certify({ key, name: "Between" }, { extensions: ["basicConstraints=critical,CA:TRUE"] });
    const lower = makeAuthority({ name: "Between", key: key.export({ type: "pkcs8", format: "pem" }) as string });
    const leaf = parseCertificate(lower.certify(BOB));
    expect(signerOf(leaf, [parseAuthority(root.der)])).toBeUndefined();
    // Who chooses the lower one gets what that one signs.
    expect(signerOf(leaf, [parseAuthority(between)])).toBeDefined();
  });

  it("cannot be had by naming the authority: somebody signed that themselves", async () => {
    const authority = makeAuthority({ name: "bob@example.org" });
    const forged = parseCertificate(await certificateOf(testKeyPair, [{ CN: ["bob@example.org"] }]));
    expect(signerOf(forged, [parseAuthority(authority.der)])).toBeUndefined();
  });

  it("fits no other key, name or time: whatever byte is changed", () => {
    const authority = makeAuthority();
    const known = [parseAuthority(authority.der)];
    const der = authority.certify(BOB);
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
        const changed = der.map((byte, at) => (at === index ? byte ^ mask : byte));
        let certificate;
        try {
          certificate = parseCertificate(changed);
        } catch {
          return;
        }
        if (signerOf(certificate, known) === undefined) return;
        const original = parseCertificate(der);
        expect(certificate.publicKey.spkiSha256).toBe(original.publicKey.spkiSha256);
        expect({ ...certificate, der, certificateSha256: "", publicKey: 0 }).toEqual({ ...original, der, certificateSha256: "", publicKey: 0 });
      }),
      { numRuns: 500 },
    );
  });
});

describe("the issuer of a certificate", () => {
  it("is told by name, unless the certificate names itself", async () => {
    const authority = makeAuthority({ name: "Example Org Root" });
    expect(issuerNameOf(parseCertificate(authority.certify(BOB)))).toBe("Example Org Root");
    expect(issuerNameOf(parseCertificate(await certificateOf(rsaKeyPair(2048), [{ CN: ["bob@example.org"] }])))).toBeUndefined();
  });
});
