import { readFileSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyReadable } from "./copy-bytes";
import { tempFolder } from "./testing/temp-folder";

const PAGE = 4096;

/** Of 700 pages and a bit, each byte the low part of its page's number, but never 0. */
function file(): string {
  const name = join(tempFolder(), "file");
  writeFileSync(name, new Uint8Array(700 * PAGE + 99).map((_, at) => (Math.floor(at / PAGE) % 255) + 1));
  return name;
}

/** A disk that cannot read any of these bytes. */
function badPlaces(...places: number[]): typeof readSync {
  return ((descriptor: number, buffer: Uint8Array, offset: number, length: number, position: number) => {
    if (places.some((place) => place >= position && place < position + length)) throw Object.assign(new Error("bad"), { code: "EIO" });
    return readSync(descriptor, buffer, offset, length, position);
  }) as typeof readSync;
}

describe("a file on a disk with bad places", () => {
  it("is copied, with zeros for the pages that cannot be read and nothing else", () => {
    const source = file();
    const copy = join(tempFolder(), "copy");
    expect(copyReadable(source, copy, badPlaces(5 * PAGE, 300 * PAGE + 17, 700 * PAGE + 50))).toBe(2 * PAGE + 99);
    const expected = readFileSync(source);
    for (const page of [5, 300, 700]) expected.subarray(page * PAGE, (page + 1) * PAGE).fill(0);
    expect(readFileSync(copy).equals(expected)).toBe(true);
  });

  it("is copied byte by byte where there are none", () => {
    const source = file();
    const copy = join(tempFolder(), "copy");
    expect(copyReadable(source, copy)).toBe(0);
    expect(readFileSync(copy).equals(readFileSync(source))).toBe(true);
  });

  it("is not copied when something else is wrong", () => {
    const denied = (() => { throw Object.assign(new Error("denied"), { code: "EACCES" }); }) as typeof readSync;
    expect(() => copyReadable(file(), join(tempFolder(), "copy"), denied)).toThrow("denied");
  });
});
