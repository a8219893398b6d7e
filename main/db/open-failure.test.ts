import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3-multiple-ciphers";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../../shared/errors";
import { closeDatabase } from "./open";
import { bytesIn, codeOfOpening, countRows, fill, filledFile, nativeBinding } from "./testing/filled-file";
import { openTestDatabase, TEST_KEY } from "./testing/temp-database";
import { tempFolder } from "../platform/testing/temp-folder";

const WRONG_KEY = TEST_KEY.map((byte) => byte ^ 0xff);

/** Opens, and proves that no byte of the folder changed. */
function codeWithoutTouching(folder: string, file: string, key?: Uint8Array): ErrorCode | "opened" {
  const before = bytesIn(folder);
  const code = codeOfOpening(file, key);
  expect(bytesIn(folder)).toEqual(before);
  return code;
}

function flipByte(file: string, offset: number): void {
  const bytes = readFileSync(file);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

describe("a file that cannot be opened stays as it is", () => {
  it.each([
    ["a wrong key", WRONG_KEY],
    ["a key of another length", TEST_KEY.subarray(0, 31)],
  ])("with %s", (_what, key) => {
    const file = filledFile();
    expect(codeWithoutTouching(join(file, ".."), file, key)).toBe("database-wrong-key");
    expect(codeOfOpening(file)).toBe("opened");
  });

  it("with a wrong key after a crash, when the newest rows are only in the log", () => {
    const folder = tempFolder();
    const db = openTestDatabase(join(folder, "stamp.db"));
    fill(db, 10);
    const crashed = tempFolder();
    for (const name of ["stamp.db", "stamp.db-wal"]) copyFileSync(join(folder, name), join(crashed, name));
    const file = join(crashed, "stamp.db");
    expect(codeWithoutTouching(crashed, file, WRONG_KEY)).toBe("database-wrong-key");
    expect(countRows(openTestDatabase(file))).toBe(10);
  });

  it("with a damaged page after a crash, when the newest rows are only in the log", () => {
    const db = openTestDatabase(join(tempFolder(), "stamp.db"));
    db.transaction(() => { fill(db, 400); })();
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.prepare("UPDATE settings SET value = 'new' WHERE rowid < 5").run();
    const crashed = tempFolder();
    const file = join(crashed, "stamp.db");
    for (const end of ["", "-wal"]) copyFileSync(`${db.name}${end}`, `${file}${end}`);
    flipByte(file, 25 * 4096 + 1234);
    expect(codeWithoutTouching(crashed, file)).toBe("database-damaged");
    expect(existsSync(`${file}-wal`)).toBe(true);
  });

  it("when it is no database at all", () => {
    const folder = tempFolder();
    const file = join(folder, "stamp.db");
    writeFileSync(file, "a letter to grandmother ".repeat(1000));
    expect(codeWithoutTouching(folder, file)).toBe("database-wrong-key");
  });

  it("when it is an ordinary SQLite file without a key", () => {
    const folder = tempFolder();
    const file = join(folder, "stamp.db");
    const plain = new BetterSqlite3(file, nativeBinding === undefined ? {} : { nativeBinding });
    plain.exec("CREATE TABLE notes (text); INSERT INTO notes VALUES ('kept')");
    plain.close();
    expect(codeWithoutTouching(folder, file)).toBe("database-wrong-key");
  });

  it("when it is empty, with a log beside it that SQLite would drop", () => {
    const folder = tempFolder();
    const file = join(folder, "stamp.db");
    writeFileSync(file, "");
    writeFileSync(`${file}-wal`, "frames");
    expect(codeWithoutTouching(folder, file)).toBe("database-damaged");
  });

  it("when its end is missing", () => {
    const file = filledFile();
    truncateSync(file, readFileSync(file).length - 4096 * 3);
    expect(codeWithoutTouching(join(file, ".."), file)).toBe("database-damaged");
  });

  it("when a bit of its first page flipped", () => {
    const file = filledFile();
    flipByte(file, 2000);
    expect(["database-wrong-key", "database-damaged"]).toContain(codeWithoutTouching(join(file, ".."), file));
  });

  it.each([5, 20, 30])("when a bit of page %i flipped", (page) => {
    const file = filledFile();
    flipByte(file, page * 4096 + 1234);
    expect(codeWithoutTouching(join(file, ".."), file)).toBe("database-damaged");
  });

  it("while another connection has it for itself", () => {
    const file = filledFile();
    const other = openTestDatabase(file);
    other.pragma("locking_mode = EXCLUSIVE");
    other.exec("BEGIN EXCLUSIVE; DELETE FROM settings WHERE key = 'nothing'");
    const before = readFileSync(file);
    expect(codeOfOpening(file)).toBe("database-locked");
    expect(readFileSync(file).equals(before)).toBe(true);
    other.exec("ROLLBACK");
    closeDatabase(other);
    expect(codeOfOpening(file)).toBe("opened");
  });

  it("when a newer Stamp wrote it", () => {
    const file = filledFile();
    const db = openTestDatabase(file);
    db.pragma("user_version = 999");
    closeDatabase(db);
    expect(codeWithoutTouching(join(file, ".."), file)).toBe("database-newer");
  });

  it("when its folder is not there, or is no folder", () => {
    const folder = tempFolder();
    expect(codeOfOpening(join(folder, "missing", "stamp.db"))).toBe("database-unreadable");
    expect(existsSync(join(folder, "missing"))).toBe(false);
    writeFileSync(join(folder, "file"), "");
    expect(codeOfOpening(join(folder, "file", "stamp.db"))).toBe("database-unreadable");
  });

  it("when a folder has its name", () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "stamp.db"));
    expect(codeOfOpening(join(folder, "stamp.db"))).toBe("database-unreadable");
    expect(readdirSync(folder)).toEqual(["stamp.db"]);
  });
});
