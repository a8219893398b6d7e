import { describe, expect, it } from "vitest";
import { feedName, isAllowedSource, isNewer, judgeFeed, untilNextLook } from "./policy";

const DAY = 24 * 3600 * 1000;
const NOW = 1000 * DAY;
const FILE = { url: "Stamp-1.3.0.AppImage", sha512: `${"A".repeat(86)}==`, size: 100 };

function judge(body: unknown, options: { readonly signedAt?: number; readonly seen?: number; readonly version?: string } = {}) {
  const feed = { body: JSON.stringify(body), signedAt: options.signedAt ?? NOW - DAY };
  const memory = { signedAt: options.seen, version: options.version };
  return judgeFeed(feed, { current: "1.2.0", memory, now: NOW, parse: JSON.parse as (text: string) => unknown });
}

describe("what a signed feed says", () => {
  it("is an offer when the version is higher, and nothing when it is not", () => {
    expect(judge({ version: "1.3.0", files: [FILE] })).toEqual({
      offer: { version: "1.3.0", files: [FILE] },
      memory: { signedAt: NOW - DAY, version: "1.3.0" },
    });
    for (const version of ["1.2.0", "1.1.9", "0.9.0"]) expect(judge({ version, files: [FILE] }).offer).toBeUndefined();
  });

  it("is refused when a newer one was seen before: an old one with known holes cannot come back", () => {
    const body = { version: "1.3.0", files: [FILE] };
    expect(() => judge(body, { seen: NOW })).toThrow("update-older");
    expect(() => judge(body, { seen: NOW - 2 * DAY, version: "1.4.0" })).toThrow("update-older");
    expect(judge(body, { seen: NOW - DAY, version: "1.3.0" }).offer?.version).toBe("1.3.0");
  });

  it("is no reason to feel safe when it is older than half a year", () => {
    const signedAt = NOW - 181 * DAY;
    expect(() => judge({ version: "1.2.0", files: [FILE] }, { signedAt })).toThrow("update-stale");
    // What is newer than this app is better than this app all the same.
    expect(judge({ version: "1.3.0", files: [FILE] }, { signedAt }).offer?.version).toBe("1.3.0");
    expect(judge({ version: "1.2.0", files: [FILE] }, { signedAt: NOW - 179 * DAY }).offer).toBeUndefined();
  });

  it("brings nothing to the updater that it does not need", () => {
    const extra = { version: "1.3.0", files: [{ ...FILE, blockMapSize: 5 }], stagingPercentage: 1, packages: { x64: { path: "web.7z" } } };
    expect(judge(extra).offer).toEqual({ version: "1.3.0", files: [FILE] });
  });

  const BAD_FILES: readonly object[] = [
    ...["../Stamp.AppImage", "/Stamp", "https://elsewhere.example/Stamp", "a/b", "", ".hidden", "a\\b", "a?b", "a%2fb", "a".repeat(201)].map((url) => ({ ...FILE, url })),
    ...["", "A".repeat(88), "A".repeat(86), 5].map((sha512) => ({ ...FILE, sha512 })),
    ...[0, -1, 1.5, 2 ** 31, "100", undefined].map((size) => ({ ...FILE, size })),
  ];
  it.each([
    ...["1.3", "1.3.0-beta.1", "v1.3.0", "1.3.0\n", "", 13, undefined].map((version) => ({ version, files: [FILE] })),
    ...BAD_FILES.map((file) => ({ version: "1.3.0", files: [file] })),
    { version: "1.3.0", files: [] },
    { version: "1.3.0" },
    [],
    null,
  ])("is refused as malformed: %j", (body) => {
    expect(() => judge(body)).toThrow("update-malformed");
  });

  it("is refused as malformed when it cannot be parsed", () => {
    const parse = (): never => {
      throw new Error("no YAML");
    };
    expect(() => judgeFeed({ body: "{", signedAt: NOW }, { current: "1.2.0", memory: {}, now: NOW, parse })).toThrow("update-malformed");
  });
});

it("versions are compared by their numbers", () => {
  const rising = ["0.0.9", "0.0.10", "0.1.0", "0.2.0", "0.10.0", "1.0.0", "2.0.0", "10.0.0"];
  for (const [a, low] of rising.entries()) for (const [b, high] of rising.entries()) expect(isNewer(high, low)).toBe(b > a);
});

it("newer versions come over https, or from this computer", () => {
  for (const url of ["https://updates.example/", "http://127.0.0.1:8000/", "http://localhost/", "http://[::1]:1/"]) expect(isAllowedSource(new URL(url))).toBe(true);
  for (const url of ["http://updates.example/", "http://127.0.0.1.example/", "file:///tmp/", "ftp://localhost/", "https://me:pass@updates.example/"]) {
    expect(isAllowedSource(new URL(url))).toBe(false);
  }
});

it("looks once a day, and at once when the clock was set back", () => {
  expect(untilNextLook(undefined, NOW)).toBe(0);
  expect(untilNextLook(NOW, NOW)).toBe(DAY);
  expect(untilNextLook(NOW - DAY + 1000, NOW)).toBe(1000);
  expect(untilNextLook(NOW - 2 * DAY, NOW)).toBe(0);
  expect(untilNextLook(NOW + DAY, NOW)).toBe(0);
});

it("asks for the file of this system", () => {
  expect([feedName("linux", "x64"), feedName("linux", "arm64"), feedName("darwin", "arm64"), feedName("win32", "x64")]).toEqual([
    "latest-linux.yml",
    "latest-linux-arm64.yml",
    "latest-mac.yml",
    "latest.yml",
  ]);
});
