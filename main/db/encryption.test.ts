// What the encrypted file is to somebody without its key, page by page, with the real SQLCipher as the judge.
import { readFileSync, writeFileSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import SqlCipher from "@signalapp/sqlcipher";
import { describe, expect, it, onTestFinished } from "vitest";
import { PAGE_SIZE } from "../crypto/sqlcipher-page";
import { tempFolder } from "../platform/testing/temp-folder";
import { openReader } from "./open";
import { fill, filledFile, nativeBinding } from "./testing/filled-file";
import { openTestDatabase, TEST_KEY } from "./testing/temp-database";

/** Bytes before the first frame of a write-ahead log, and before the page in each. */
const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const RESERVED = 80;

function pagesOf(file: string): readonly Buffer[] {
  const bytes = readFileSync(file);
  return Array.from({ length: bytes.length / PAGE_SIZE }, (_, index) => bytes.subarray(index * PAGE_SIZE, (index + 1) * PAGE_SIZE));
}

function framesOf(log: string): readonly Buffer[] {
  const bytes = readFileSync(log);
  const frame = FRAME_HEADER + PAGE_SIZE;
  const count = (bytes.length - LOG_HEADER) / frame;
  return Array.from({ length: count }, (_, index) => bytes.subarray(LOG_HEADER + index * frame + FRAME_HEADER, LOG_HEADER + (index + 1) * frame));
}

/** How far the bytes are from all being equally frequent. Of random ones 255 on average, above 400 once in a hundred million. */
function chiSquare(page: Buffer): number {
  const counts = new Uint32Array(256);
  for (const byte of page) counts[byte] = (counts[byte] ?? 0) + 1;
  const expected = page.length / 256;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function readAs(file: string, key: Uint8Array | undefined): unknown {
  const db = new SqlCipher(file);
  onTestFinished(() => { db.close(); });
  db.pragma("cipher_log_level = NONE");
  if (key !== undefined) db.pragma(`key = "x'${Buffer.from(key).toString("hex")}'"`);
  return db.prepare("SELECT count(*) AS n FROM settings").get();
}

describe("an encrypted file", () => {
  it("is read by the real SQLCipher with its key, and without one or with one bit of it changed by nobody", () => {
    const file = filledFile();
    expect(readAs(file, TEST_KEY)).toEqual({ n: 400 });
    expect(() => readAs(file, undefined)).toThrow(/not a database/);
    for (let bit = 0; bit < 256; bit += 37) {
      const other = TEST_KEY.slice();
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => readAs(file, other), String(bit)).toThrow(/not a database/);
    }
  });

  it("looks like chance in every page, also in those of its log", () => {
    const file = join(tempFolder(), "stamp.db");
    fill(openTestDatabase(file), 300);
    const pages = [...pagesOf(file), ...framesOf(`${file}-wal`)];
    expect(pages.length).toBeGreaterThan(200);
    expect(pages.filter((page) => chiSquare(page) > 400)).toEqual([]);
    expect(chiSquare(Buffer.alloc(PAGE_SIZE, "plain text, page after page. "))).toBeGreaterThan(10_000);
  });

  it("has no piece in common with another one of the same content and even the same key", () => {
    const blocks = (file: string) => pagesOf(file).flatMap((page) => Array.from({ length: PAGE_SIZE / 16 }, (_, i) => page.toString("latin1", i * 16, i * 16 + 16)));
    const first = blocks(filledFile());
    const second = new Set(blocks(filledFile()));
    expect(first.length).toBeGreaterThan(5000);
    expect(new Set(first).size).toBe(first.length);
    expect(first.filter((block) => second.has(block))).toEqual([]);
  });

  it("tells of a changed bit wherever it is: in the salt, the content, the IV or the MAC of any page", () => {
    const whole = filledFile();
    const count = pagesOf(whole).length;
    const changed = join(tempFolder(), "stamp.db");
    const places = [20, 2000, PAGE_SIZE - RESERVED + 3, PAGE_SIZE - 10];
    const silent: string[] = [];
    for (let page = 0; page < count; page += 1) {
      const place = (page === 0 ? 3 : places[page % places.length]) ?? 0;
      copyFileSync(whole, changed);
      const bytes = readFileSync(changed);
      const at = page * PAGE_SIZE + place;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(changed, bytes);
      if (readsWhole(changed)) silent.push(`${String(page)} at ${String(place)}`);
    }
    expect(readsWhole(whole)).toBe(true);
    expect(count).toBeGreaterThan(40);
    expect(silent).toEqual([]);
  });
});

function readsWhole(file: string): boolean {
  const db = openReader({ file, key: TEST_KEY, nativeBinding });
  try {
    return db.pragma("integrity_check", { simple: true }) === "ok";
  } catch {
    return false;
  } finally {
    db.close();
  }
}
