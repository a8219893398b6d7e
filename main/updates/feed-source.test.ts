import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeReleaseKey } from "../crypto/feed-signature";
import { tempFolder } from "../platform/testing/temp-folder";
import { readFeedSource } from "./feed-source";

const KEY = makeReleaseKey().publicKey;

function read(content: unknown) {
  const file = join(tempFolder(), "feed-source.json");
  writeFileSync(file, JSON.stringify(content));
  return readFeedSource(file);
}

it("a build without the file has no updates", () => {
  expect(readFeedSource(join(tempFolder(), "feed-source.json"))).toBeUndefined();
});

it("a build with one knows the folder and the keys", () => {
  expect(read({ url: "https://updates.example/stamp", keys: [KEY] })?.url.href).toBe("https://updates.example/stamp/");
  expect(read({ url: "https://updates.example/stamp/", keys: [KEY, KEY] })?.keys).toHaveLength(2);
});

it.each([
  { url: "http://updates.example/", keys: [KEY] },
  { url: "https://updates.example/", keys: [] },
  { url: "https://updates.example/", keys: ["short"] },
  { url: "nowhere", keys: [KEY] },
  { keys: [KEY] },
  {},
])("a build with a wrong one does not start quietly: %j", (content) => {
  expect(() => read(content)).toThrow();
});
