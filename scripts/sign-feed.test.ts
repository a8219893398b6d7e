import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFeed, releaseKey } from "../main/crypto/feed-signature";
import { readFeedSource } from "../main/updates/feed-source";
import { tempFolder } from "../main/platform/testing/temp-folder";
import { writeFeedSource } from "./lib/feed-source.mjs";
import { builtProgram, type BuiltProgram } from "./testing/built-program";

describe("npm run sign-feed", () => {
  let program: BuiltProgram;
  beforeAll(async () => { program = await builtProgram("sign-feed"); });
  afterAll(() => { program.remove(); });

  it("makes a key for its owner only, never twice, and signs feeds so that a build with the public half reads them", async () => {
    const folder = tempFolder();
    const key = join(folder, "release.pem");
    const feed = join(folder, "latest-linux.yml");
    const made = await program.run(["--make-key", key]);
    expect(made.code).toBe(0);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const publicKey = /Public key: +(\S+)/.exec(made.stdout)?.[1] ?? "";
    expect((await program.run(["--make-key", key])).code).toBe(1);

    writeFileSync(feed, "version: 1.0.0\n");
    const signed = await program.run(["--key", key, feed]);
    expect(signed.code).toBe(0);
    const source = join(folder, "feed-source.json");
    writeFeedSource(source, { STAMP_UPDATE_URL: "https://updates.example/", STAMP_UPDATE_KEYS: publicKey });
    expect(openFeed(readFileSync(feed), "latest-linux.yml", readFeedSource(source)?.keys ?? []).body).toBe("version: 1.0.0\n");
    expect(openFeed(readFileSync(feed), "latest-linux.yml", [releaseKey(publicKey)]).signedAt).toBeLessThanOrEqual(Date.now());

    for (const args of [[feed], ["--key", key], ["--key", key, join(folder, "release.pem")], ["--key", feed, feed]]) {
      expect((await program.run(args)).code).toBe(1);
    }
  });
});

describe("a build", () => {
  const KEY = Buffer.alloc(32).toString("base64");

  it("without a feed has no trace of one, also after a build with one", () => {
    const file = join(tempFolder(), "feed-source.json");
    writeFeedSource(file, { STAMP_UPDATE_URL: "https://updates.example/", STAMP_UPDATE_KEYS: `${KEY},${KEY}` });
    expect(existsSync(file)).toBe(true);
    writeFeedSource(file, {});
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    { STAMP_UPDATE_URL: "https://updates.example/" },
    { STAMP_UPDATE_KEYS: KEY },
    { STAMP_UPDATE_URL: "http://updates.example/", STAMP_UPDATE_KEYS: KEY },
    { STAMP_UPDATE_URL: "https://updates.example/", STAMP_UPDATE_KEYS: "short" },
  ])("stops at a feed that apps would refuse: %j", (env) => {
    expect(() => { writeFeedSource(join(tempFolder(), "feed-source.json"), env); }).toThrow();
  });
});
