// Encrypted files for benchmarks, opened as the app opens them: key, log and full syncs are the product's own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase, openDatabase, type Database } from "../../main/db/open";

const KEY = new Uint8Array(32).fill(7);

export interface AccountFiles {
  /** A new file with the product's newest schema. */
  create(): Database;
}

/** Runs `work` with a folder for files; all of them are closed and gone when it is over. */
export async function withAccountFiles<T>(work: (files: AccountFiles) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "stamp-bench-"));
  const databases: Database[] = [];
  try {
    return await work({
      create() {
        const file = join(folder, `account-${String(databases.length + 1)}.db`);
        const database = openDatabase({ file, key: KEY, nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
        databases.push(database);
        return database;
      },
    });
  } finally {
    databases.forEach((database) => { closeDatabase(database); });
    rmSync(folder, { recursive: true, force: true });
  }
}
