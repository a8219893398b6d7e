import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { readStorageSizes } from "./storage-sizes";

it("counts the history with its log, the backups, damaged files and the app's log", () => {
  const folder = tempFolder();
  const put = (name: string, size: number): void => {
    writeFileSync(join(folder, name), "x".repeat(size));
  };
  for (const name of ["backups", "damaged", join("damaged", "2026-11-22")]) mkdirSync(join(folder, name));
  put("stamp.db", 1000);
  put("stamp.db-wal", 200);
  put("backups/stamp-1790000000000.db", 30);
  put("backups/stamp-1790000000001.db", 4);
  put("backups/keyring.json", 7);
  put("damaged/2026-11-22/stamp.db", 500);
  put("stamp.log", 60);
  put("stamp.log.1", 1);
  expect(readStorageSizes(folder, join(folder, "stamp.log"))).toEqual({ history: 1200, backups: 34, damaged: 500, log: 61 });
});

it("is nothing where nothing is yet", () => {
  const folder = tempFolder();
  expect(readStorageSizes(folder, join(folder, "stamp.log"))).toEqual({ history: 0, backups: 0, damaged: 0, log: 0 });
});
