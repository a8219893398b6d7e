// For tests: a file with something in it, and what became of its bytes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StampError, type ErrorCode } from "../../../shared/errors";
import { closeDatabase, openDatabase, type Database } from "../open";
import { TEST_KEY } from "./temp-database";
import { tempFolder } from "../../platform/testing/temp-folder";

export const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
export const CANARY = "canary-5b1c8e-plaintext";

/** A closed file with enough in it to have many pages. */
export function filledFile(): string {
  const file = join(tempFolder(), "stamp.db");
  const db = openDatabase({ file, key: TEST_KEY, nativeBinding });
  db.transaction(() => { fill(db, 400); })();
  closeDatabase(db);
  return file;
}

export function fill(db: Database, rows: number): void {
  const insert = db.prepare("INSERT INTO settings (key, value) VALUES (?, ?)");
  for (let row = 0; row < rows; row += 1) insert.run(`${CANARY}-${String(row)}`, JSON.stringify("x".repeat(300)));
}

export const countRows = (db: Database): unknown => db.prepare("SELECT count(*) FROM settings").pluck().get();

export function codeOfOpening(file: string, key: Uint8Array = TEST_KEY): ErrorCode | "opened" {
  try {
    closeDatabase(openDatabase({ file, key, nativeBinding }));
    return "opened";
  } catch (error) {
    if (error instanceof StampError) return error.code;
    throw error;
  }
}

/** Every file of a folder with its bytes, but for the shared index that SQLite makes anew at each opening. */
export function bytesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !name.endsWith("-shm"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString("base64")]));
}
