import { copyFileSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { copyOpenFile } from "../platform/copy-bytes";
import { tempFolder } from "../platform/testing/temp-folder";
import { freezeFile } from "./frozen-file";
import { closeDatabase, type Database } from "./open";
import { countRows, fill, nativeBinding } from "./testing/filled-file";
import { openTestDatabase, TEST_KEY } from "./testing/temp-database";

const access = { key: TEST_KEY, nativeBinding };

function openedFile(): Database {
  const db = openTestDatabase(join(tempFolder(), "stamp.db"));
  db.transaction(() => { fill(db, 400); })();
  return db;
}

const overwrite = (db: Database, value: string): unknown => db.prepare("UPDATE settings SET value = ?").run(value);

/** What the process has locked of the file, as Linux lists it. */
function locksOf(file: string): readonly string[] {
  const { ino } = statSync(file);
  const lines = readFileSync("/proc/locks", "utf8").split("\n");
  return lines.map((line) => line.split(/\s+/).slice(1).join(" ")).filter((line) => line.includes(` ${String(process.pid)} `) && line.includes(`:${String(ino)} `));
}

function rowsOfCopy(file: string): unknown {
  const copy = join(tempFolder(), "copy.db");
  copyFileSync(file, copy);
  const db = openTestDatabase(copy);
  onTestFinished(() => { closeDatabase(db); });
  return db.prepare("SELECT count(*), count(DISTINCT value), max(length(value)) FROM settings").raw().get();
}

describe("a frozen file", () => {
  it("holds all that was committed and nothing later, while the account writes on", async () => {
    const db = openedFile();
    const frozen = await freezeFile(db, access);
    onTestFinished(() => { frozen.release(); });
    const before = readFileSync(db.name);
    // More than SQLite moves into the file by itself after so many pages.
    for (let round = 0; round < 40; round += 1) overwrite(db, `"${String(round)}${"y".repeat(300)}"`);
    db.pragma("wal_checkpoint(PASSIVE)");
    expect(readFileSync(db.name).equals(before)).toBe(true);
    expect(frozen.size).toBe(before.length);
    const copy = join(tempFolder(), "frozen.db");
    copyOpenFile(frozen.descriptor, frozen.size, copy);
    expect(rowsOfCopy(copy)).toEqual([400, 1, 302]);
    expect(countRows(db)).toBe(400);
  });

  it("takes what waited in the log when it is released", async () => {
    const db = openedFile();
    const frozen = await freezeFile(db, access);
    overwrite(db, '"new"');
    frozen.release();
    db.pragma("wal_checkpoint(PASSIVE)");
    expect(rowsOfCopy(db.name)).toEqual([400, 1, 5]);
  });

  it("is copied without giving up SQLite's locks on it", async () => {
    const db = openedFile();
    const before = locksOf(db.name);
    expect(before).not.toEqual([]);
    const frozen = await freezeFile(db, access);
    copyOpenFile(frozen.descriptor, frozen.size, join(tempFolder(), "copy.db"));
    expect(locksOf(db.name)).toEqual(before);
    frozen.release();
    expect(locksOf(db.name)).toEqual(before);
  });

  it("is frozen for one after the other", async () => {
    const db = openedFile();
    const first = await freezeFile(db, access);
    overwrite(db, '"new"');
    const second = freezeFile(db, access);
    first.release();
    const frozen = await second;
    const copy = join(tempFolder(), "second.db");
    copyOpenFile(frozen.descriptor, frozen.size, copy);
    frozen.release();
    expect(rowsOfCopy(copy)).toEqual([400, 1, 5]);
  });

  it("is refused while a reader of an older state is there, rather than to miss what is in the log", async () => {
    const db = openedFile();
    const older = openTestDatabase(db.name);
    older.exec("BEGIN");
    countRows(older);
    overwrite(db, '"new"');
    await expect(freezeFile(db, access)).rejects.toThrow(expect.objectContaining({ code: "database-locked" }));
    older.exec("COMMIT");
    (await freezeFile(db, access)).release();
  });
});
