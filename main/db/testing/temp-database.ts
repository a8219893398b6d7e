// For tests: real encrypted files in a folder of their own, gone when the test is over.
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { tempFolder } from "../../platform/testing/temp-folder";
import { closeDatabase, openDatabase, type Database } from "../open";
import { createStore, type Store } from "../store";

export const TEST_KEY = new Uint8Array(32).map((_, index) => index * 7 + 1);

/** Opens `file` with the driver built for the test runtime; closed when the test is over. */
export function openTestDatabase(file: string, key: Uint8Array = TEST_KEY): Database {
  const db = openDatabase({ file, key, nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
  onTestFinished(() => {
    closeDatabase(db);
  });
  return db;
}

export function tempStore(): Store {
  return createStore(openTestDatabase(join(tempFolder(), "stamp.db")));
}
