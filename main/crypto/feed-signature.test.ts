import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeReleaseKey, openFeed, publicHalf, releaseKey, signFeed } from "./feed-signature";

const YAML = "version: 1.2.3\nfiles:\n  - url: Stamp-1.2.3.AppImage\n";
const AT = Date.UTC(2026, 2, 4, 5, 6, 7, 89);
const NAME = "latest-linux.yml";
const MAKERS = makeReleaseKey();
const KEYS = [releaseKey(MAKERS.publicKey)];
const SIGNED = signFeed(YAML, { name: NAME, signedAt: AT, privateKey: MAKERS.privateKey });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a feed", () => {
  it("is what was signed, with the time of the signature, and still YAML with a comment", () => {
    expect(openFeed(bytes(SIGNED), NAME, KEYS)).toEqual({ body: YAML, signedAt: AT });
    expect(SIGNED.startsWith("# ")).toBe(true);
    expect(SIGNED.endsWith(YAML)).toBe(true);
  });

  it("is opened with any of several release keys, and no other", () => {
    const other = releaseKey(makeReleaseKey().publicKey);
    expect(openFeed(bytes(SIGNED), NAME, [other, ...KEYS]).body).toBe(YAML);
    expect(() => openFeed(bytes(SIGNED), NAME, [other])).toThrow("update-not-signed");
    expect(() => openFeed(bytes(SIGNED), NAME, [])).toThrow("update-not-signed");
  });

  it("is none when a single bit of it is another", () => {
    const original = bytes(SIGNED);
    for (let at = 0; at < original.length; at += 1) {
      const changed = original.slice();
      changed[at] = (original[at] ?? 0) ^ 1;
      expect(() => openFeed(changed, NAME, KEYS), `byte ${String(at)}`).toThrow("update-not-signed");
    }
  });

  it("is none without a signature, for another file, with a line before or after", () => {
    for (const text of ["", YAML, `\n${SIGNED}`, `${SIGNED}\n`, `\uFEFF${SIGNED}`, SIGNED.replace("\n", "\n\n")]) {
      expect(() => openFeed(bytes(text), NAME, KEYS)).toThrow("update-not-signed");
    }
    expect(() => openFeed(bytes(SIGNED), "latest.yml", KEYS)).toThrow("update-not-signed");
  });

  it("is signed anew in place of the old signature", () => {
    const again = signFeed(SIGNED, { name: NAME, signedAt: AT + 1, privateKey: MAKERS.privateKey });
    expect(openFeed(bytes(again), NAME, KEYS)).toEqual({ body: YAML, signedAt: AT + 1 });
  });
});

describe("a release key", () => {
  it("is 32 bytes in base64", () => {
    expect(publicHalf(MAKERS.privateKey)).toBe(MAKERS.publicKey);
    for (const text of ["", "AAAA", `${MAKERS.publicKey}=`, MAKERS.publicKey.slice(1), "x".repeat(44)]) {
      expect(() => releaseKey(text)).toThrow(RangeError);
    }
  });

  it("is of the one kind", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    expect(() => signFeed(YAML, { name: NAME, signedAt: AT, privateKey: pem })).toThrow(RangeError);
  });
});
