import { copyFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { isLogDamaged } from "./log-check";
import { fill } from "./testing/filled-file";
import { openTestDatabase } from "./testing/temp-database";

const FRAME = 24 + 4096;

/** A file with `commits` commits in its log, as a crash leaves it. */
function crashed(commits: number): string {
  const made = join(tempFolder(), "stamp.db");
  const db = openTestDatabase(made);
  // An earlier round of the log, whose frames stay behind those of the next.
  db.transaction(() => { fill(db, 200); })();
  db.pragma("wal_checkpoint(RESTART)");
  const change = db.prepare("UPDATE settings SET value = value || ? WHERE key LIKE '%-7'");
  for (let commit = 0; commit < commits; commit += 1) change.run("x");
  const file = join(tempFolder(), "stamp.db");
  for (const end of ["", "-wal"]) copyFileSync(`${made}${end}`, `${file}${end}`);
  return file;
}

const logOf = (file: string) => readFileSync(`${file}-wal`);

function change(file: string, at: number): void {
  const bytes = logOf(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0x40;
  writeFileSync(`${file}-wal`, bytes);
}

/** Commits that count, read from the frames' own words. */
function commitPlaces(file: string): readonly number[] {
  const bytes = logOf(file);
  const salts = bytes.subarray(16, 24);
  const places: number[] = [];
  for (let start = 32; start + FRAME <= bytes.length; start += FRAME) {
    if (bytes.subarray(start + 8, start + 16).equals(salts) && bytes.readUInt32BE(start + 4) !== 0) places.push(start);
  }
  return places;
}

describe("a write-ahead log", () => {
  it("is whole as a crash leaves it, also in front of frames of an earlier round", () => {
    const file = crashed(12);
    expect(commitPlaces(file)).toHaveLength(12);
    expect(logOf(file).length).toBeGreaterThan(32 + 20 * FRAME);
    expect(isLogDamaged(file)).toBe(false);
  });

  it("is no damage wherever it ends, or when its last commit was half written", () => {
    const file = crashed(6);
    const whole = logOf(file);
    for (let end = 0; end < whole.length; end += 1999) {
      truncateSync(`${file}-wal`, end);
      expect(isLogDamaged(file), String(end)).toBe(false);
      writeFileSync(`${file}-wal`, whole);
    }
    change(file, commitPlaces(file).at(-1)! + 500);
    expect(isLogDamaged(file)).toBe(false);
  });

  it("is no damage after two power cuts, each of which left its last commit without its beginning", () => {
    let file = crashed(3);
    // The later one does not reach as far as the earlier one, whose end stays behind it.
    for (const [whole, rows] of [[3, 300], [4, 100]] as const) {
      const db = openTestDatabase(file);
      db.prepare("UPDATE settings SET value = value || 'y' WHERE key LIKE '%-8'").run();
      const end = commitPlaces(file)[whole]! + FRAME;
      db.prepare("UPDATE settings SET value = value || ? WHERE rowid <= ?").run("z".repeat(200), rows);
      file = join(tempFolder(), "stamp.db");
      for (const part of ["", "-wal"]) copyFileSync(`${db.name}${part}`, `${file}${part}`);
      change(file, end + 500);
    }
    expect(commitPlaces(file)).toHaveLength(7);
    expect(isLogDamaged(file)).toBe(false);
  });

  it("is damaged when synced commits stand behind a broken place, wherever that is", () => {
    const file = crashed(6);
    const whole = logOf(file);
    const last = commitPlaces(file).at(-2)!;
    for (const at of [0, 17, 26, 32 + 9, 32 + 18, 32 + 24, 32 + FRAME + 10, Math.floor(last / 2), last - 1]) {
      change(file, at);
      expect(isLogDamaged(file), String(at)).toBe(true);
      writeFileSync(`${file}-wal`, whole);
    }
  });

  it("is not asked for where there is none, or an empty one", () => {
    const file = join(tempFolder(), "stamp.db");
    expect(isLogDamaged(file)).toBe(false);
    writeFileSync(`${file}-wal`, "");
    expect(isLogDamaged(file)).toBe(false);
  });
});
