import { copyFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { freezeFile } from "./frozen-file";
import { closeDatabase, type Database } from "./open";
import { bytesIn, countRows, fill, nativeBinding } from "./testing/filled-file";
import { openTestDatabase, TEST_KEY } from "./testing/temp-database";

const access = { key: TEST_KEY, nativeBinding };

function openedFile(): Database {
  const db = openTestDatabase(join(tempFolder(), "stamp.db"));
  db.transaction(() => { fill(db, 400); })();
  return db;
}

const overwrite = (db: Database, value: string): unknown => db.prepare("UPDATE settings SET value = ?").run(value);

function rowsOfCopy(file: string): unknown {
  const copy = join(tempFolder(), "copy.db");
  copyFileSync(file, copy);
  const db = openTestDatabase(copy);
  onTestFinished(() => { closeDatabase(db); });
  return db.prepare("SELECT count(*), count(DISTINCT value), max(length(value)) FROM settings").raw().get();
}

describe("a frozen file", () => {
  it("holds all that was committed and nothing later, while the account writes on", () => {
    const db = openedFile();
    const frozen = freezeFile(db, access);
    onTestFinished(() => { frozen.release(); });
    const before = bytesIn(join(frozen.file, ".."))["stamp.db"];
    // More than SQLite moves into the file by itself after so many pages.
    for (let round = 0; round < 40; round += 1) overwrite(db, `"${String(round)}${"y".repeat(300)}"`);
    db.pragma("wal_checkpoint(PASSIVE)");
    expect(bytesIn(join(frozen.file, ".."))["stamp.db"]).toBe(before);
    expect(statSync(frozen.file).size).toBe(frozen.size);
    expect(rowsOfCopy(frozen.file)).toEqual([400, 1, 302]);
    expect(countRows(db)).toBe(400);
  });

  it("takes what waited in the log when it is released", () => {
    const db = openedFile();
    const frozen = freezeFile(db, access);
    overwrite(db, '"new"');
    frozen.release();
    db.pragma("wal_checkpoint(PASSIVE)");
    expect(rowsOfCopy(frozen.file)).toEqual([400, 1, 5]);
  });

  it("is refused while a reader of an older state is there, rather than to miss what is in the log", () => {
    const db = openedFile();
    const older = openTestDatabase(db.name);
    older.exec("BEGIN");
    countRows(older);
    overwrite(db, '"new"');
    expect(() => freezeFile(db, access)).toThrow(expect.objectContaining({ code: "database-locked" }));
    older.exec("COMMIT");
    freezeFile(db, access).release();
  });
});
