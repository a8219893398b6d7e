import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3-multiple-ciphers";
import { describe, expect, it, onTestFinished } from "vitest";
import { StampError } from "../../shared/errors";
import { asStoreError, closeDatabase, isStoreFailure, readDurability, type Database } from "./open";
import { createStore } from "./store";
import { CANARY, countRows, fill, filledFile, nativeBinding } from "./testing/filled-file";
import { openTestDatabase, TEST_KEY } from "./testing/temp-database";
import { tempFolder } from "../platform/testing/temp-folder";

const pragma = (db: Database, name: string): unknown => db.pragma(name, { simple: true });

describe("an account's file", () => {
  it("is made when there is none, and is the same when it is opened again", () => {
    const file = join(tempFolder(), "stamp.db");
    const first = openTestDatabase(file);
    expect(pragma(first, "user_version")).toBe(6);
    fill(first, 3);
    closeDatabase(first);
    const second = openTestDatabase(file);
    expect(countRows(second)).toBe(3);
    expect(pragma(second, "user_version")).toBe(6);
  });

  it("syncs every commit, checks references, and keeps temporary data out of the file system", () => {
    const db = openTestDatabase(join(tempFolder(), "stamp.db"));
    expect(readDurability(db)).toEqual({ synchronous: 2, journal: "wal" });
    expect(pragma(db, "foreign_keys")).toBe(1);
    expect(pragma(db, "temp_store")).toBe(2);
  });

  it("has only STRICT tables", () => {
    const db = openTestDatabase(join(tempFolder(), "stamp.db"));
    const tables = db.prepare<[], { name: string; strict: number }>("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").all();
    const loose = tables.filter(({ name, strict }) => strict === 0 && !name.startsWith("sqlite_"));
    expect(tables.length).toBeGreaterThan(10);
    expect(loose).toEqual([]);
    expect(() => db.prepare("INSERT INTO raw_copies (sha256, received_at) VALUES ('text', 'no number')").run()).toThrow();
  });

  it("refuses a row that refers to nothing", () => {
    const db = openTestDatabase(join(tempFolder(), "stamp.db"));
    expect(() => db.prepare("INSERT INTO conversations (contact_id, last_activity) VALUES (99, 1)").run()).toThrow(/FOREIGN KEY/);
  });

  it("holds no readable byte of what was written, in the file or in its log", () => {
    const folder = tempFolder();
    const db = openTestDatabase(join(folder, "stamp.db"));
    fill(db, 50);
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.includes(CANARY), name).toBe(false);
      expect(bytes.includes("SQLite format 3"), name).toBe(false);
      expect(bytes.includes("CREATE TABLE"), name).toBe(false);
    }
  });

  it("is complete in one file after closing", () => {
    const folder = tempFolder();
    const file = join(folder, "stamp.db");
    const db = openTestDatabase(file);
    fill(db, 20);
    closeDatabase(db);
    closeDatabase(db);
    expect(readdirSync(folder)).toEqual(["stamp.db"]);
  });
});

describe("a file whose migration was interrupted", () => {
  it("is brought to the newest version from version 0", () => {
    const file = join(tempFolder(), "stamp.db");
    const bare = new BetterSqlite3(file, nativeBinding === undefined ? {} : { nativeBinding });
    for (const line of ["cipher = 'sqlcipher'", "legacy = 4", `key = "x'${Buffer.from(TEST_KEY).toString("hex")}'"`]) bare.pragma(line);
    bare.exec("VACUUM");
    bare.pragma("journal_mode = WAL");
    expect(bare.pragma("user_version", { simple: true })).toBe(0);
    bare.close();
    const db = openTestDatabase(file);
    expect(pragma(db, "user_version")).toBe(6);
    expect(createStore(db).contacts.all()).toEqual([]);
  });
});

describe("a store failure", () => {
  it("is told from a fault of ours", () => {
    const db = openTestDatabase(join(tempFolder(), "stamp.db"));
    let constraint: unknown;
    try {
      db.prepare("INSERT INTO conversations (contact_id, last_activity) VALUES (99, 1)").run();
    } catch (error) {
      constraint = error;
    }
    expect(constraint).toMatchObject({ code: "SQLITE_CONSTRAINT_FOREIGNKEY" });
    expect(isStoreFailure(constraint)).toBe(false);
    expect(isStoreFailure(new TypeError("ours"))).toBe(false);
    expect(isStoreFailure(new StampError("unknown-contact"))).toBe(false);
  });

  it("of a place that the disk cannot read is damage, of any other kind may pass", () => {
    const failure = (code: string) => asStoreError(Object.assign(new Error("disk"), { code }));
    expect(failure("SQLITE_IOERR_CORRUPTFS")).toMatchObject({ code: "database-damaged" });
    expect(failure("SQLITE_IOERR_WRITE")).toMatchObject({ code: "database-unreadable" });
  });

  it("is what a full disk is", () => {
    const db = openTestDatabase(join(tempFolder(), "stamp.db"));
    const pages = pragma(db, "page_count") as number;
    db.pragma(`max_page_count = ${String(pages)}`);
    let failure: unknown;
    try {
      fill(db, 400);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ code: "SQLITE_FULL" });
    expect(isStoreFailure(failure)).toBe(true);
  });
});

describe("real SQLCipher", () => {
  it("opens the file with the same key", async () => {
    const file = filledFile();
    const oracle = await import("@signalapp/sqlcipher").catch((error: unknown) => error);
    expect(oracle).toHaveProperty("default");
    const { default: SignalDatabase } = oracle as { default: new (path: string) => SignalDatabaseLike };
    const db = new SignalDatabase(file);
    onTestFinished(() => { db.close(); });
    db.pragma(`key = "x'${Buffer.from(TEST_KEY).toString("hex")}'"`);
    expect(db.prepare("SELECT count(*) AS n FROM settings").get()).toEqual({ n: 400 });
    expect(db.prepare("SELECT user_version FROM pragma_user_version").get()).toEqual({ user_version: 6 });
  });
});

interface SignalDatabaseLike {
  pragma(source: string): unknown;
  prepare(sql: string): { get(): unknown };
  close(): void;
}
