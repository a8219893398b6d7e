import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { randomBytes } from "../crypto/random";
import { closeDatabase, openDatabase } from "../db/open";
import { tempFolder } from "../platform/testing/temp-folder";
import { databaseFile } from "./account-folder";
import { runUpkeepJob } from "./upkeep-job";

const nativeBinding = process.env["STAMP_SQLITE_BINDING"];

function closedAccount() {
  const folder = join(tempFolder(), "account");
  mkdirSync(folder);
  const key = randomBytes(32);
  const db = openDatabase({ file: databaseFile(folder), key, nativeBinding });
  db.exec("CREATE TABLE filler (text TEXT) STRICT");
  db.prepare("INSERT INTO filler VALUES (?)").run("text ".repeat(50_000));
  closeDatabase(db);
  const check = () => runUpkeepJob({ type: "check", folder, key, nativeBinding, at: 0 }, () => undefined);
  return { folder, check };
}

it("a check of a closed account says nothing of a whole file, and leaves it as it is", () => {
  const { folder, check } = closedAccount();
  const before = readFileSync(databaseFile(folder));
  expect(check()).toBeUndefined();
  expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
  // A reader leaves a log without a word in it; whoever opens the file goes on with that.
  expect(statSync(`${databaseFile(folder)}-wal`).size).toBe(0);
});

it("a check finds a page that was hit, and a log that is gone", () => {
  const hit = closedAccount();
  const bytes = readFileSync(databaseFile(hit.folder));
  bytes.fill(0xff, bytes.length - 8192, bytes.length - 4096);
  writeFileSync(databaseFile(hit.folder), bytes);
  expect(hit.check).toThrow();

  const cut = closedAccount();
  truncateSync(databaseFile(cut.folder), 8192);
  expect(cut.check).toThrow();

  const logless = closedAccount();
  writeFileSync(join(logless.folder, "open"), "");
  expect(logless.check).toThrow("database-damaged");
});
