import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { PAGE_SIZE } from "../crypto/sqlcipher-page";
import { readRepairReport } from "../db/repair-report";
import { silentLog } from "../platform/log";
import { closeAccountFile, databaseFile, openAccountFile } from "./account-folder";
import { access, BACKUP_AT, flipBit, history, openedTexts, repair, REPAIR_AT, type History } from "./testing/history";

function codeOfOpening({ folder }: History): string {
  try {
    closeAccountFile(openAccountFile(folder, access), silentLog);
    return "opened";
  } catch (error) {
    return error instanceof StampError ? error.code : String(error);
  }
}

interface Damage {
  readonly what: string;
  readonly shape?: Parameters<typeof history>[0];
  readonly damage: (made: History) => void;
  /** Texts that may be lost at most. */
  readonly lost: number;
}

const overwrite = (file: string, page: number): void => {
  const bytes = readFileSync(file);
  bytes.fill("damage", (page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  writeFileSync(file, bytes);
};

const DAMAGES: readonly Damage[] = [
  { what: "a bit of the first page", damage: ({ file }) => { flipBit(file, 2000); }, lost: 0 },
  { what: "a bit of the salt", damage: ({ file }) => { flipBit(file, 3); }, lost: 0 },
  { what: "the whole first page", damage: ({ file }) => { overwrite(file, 1); }, lost: 0 },
  { what: "the first page of a file whose newest part is in its log", shape: { crashed: true }, damage: ({ file }) => { overwrite(file, 1); }, lost: 0 },
  { what: "the end of the file", damage: ({ file }) => { truncateSync(file, readFileSync(file).length - 3 * PAGE_SIZE); }, lost: 60 },
  { what: "the end of the file, in the middle of a page", damage: ({ file }) => { truncateSync(file, readFileSync(file).length - 3 * PAGE_SIZE - 77); }, lost: 60 },
  { what: "the end of the file without a backup", shape: { backup: false }, damage: ({ file }) => { truncateSync(file, readFileSync(file).length - 3 * PAGE_SIZE); }, lost: 100 },
  { what: "all of the file's content", damage: ({ file }) => { truncateSync(file, 0); }, lost: 100 },
  { what: "the file", damage: ({ file }) => { rmSync(file); }, lost: 100 },
  { what: "everything behind the first pages", damage: ({ file }) => { truncateSync(file, 8 * PAGE_SIZE); }, lost: 100 },
  { what: "the log's first frames", shape: { crashed: true }, damage: ({ file }) => { flipBit(`${file}-wal`, 32 + 24 + 100); }, lost: 100 },
  { what: "a frame in the middle of the log", shape: { crashed: true }, damage: ({ file }) => { flipBit(`${file}-wal`, Math.floor(readFileSync(`${file}-wal`).length / 2)); }, lost: 70 },
  { what: "the log's head", shape: { crashed: true }, damage: ({ file }) => { flipBit(`${file}-wal`, 17); }, lost: 100 },
  { what: "the log, which is another file's", shape: { crashed: true }, damage: ({ file }) => { writeFileSync(`${file}-wal`, readFileSync(`${history({ crashed: true, before: 500, after: 30 }).file}-wal`)); }, lost: 100 },
  { what: "the log, which is gone", shape: { crashed: true }, damage: (made) => { rmSync(`${made.file}-wal`); writeFileSync(join(made.folder, "open"), ""); }, lost: 100 },
];

describe("a damaged history", () => {
  it.each(DAMAGES)("that lost $what is noticed, repaired and opens", ({ shape, damage, lost }) => {
    const made = history(shape);
    damage(made);
    expect(["database-damaged", "database-wrong-key", "database-missing"]).toContain(codeOfOpening(made));
    const report = repair(made);
    const found = openedTexts(made);
    expect(found).toMatchObject({ doubled: 0, integrity: "ok", references: [], account: "alice@example.com", rowsMissing: 0 });
    expect(found.texts.length).toBe(report.saved + report.fromBackup);
    expect(made.texts.filter((text) => !found.texts.includes(text)).length).toBeLessThanOrEqual(lost);
    for (const text of made.texts.slice(0, made.inBackup)) expect(found.texts).toContain(text);
    expect(report).toMatchObject({ at: REPAIR_AT, namelessContacts: 0 });
    if (found.texts.length < made.texts.length) expect(report.mayMiss).toBe(true);
    if (made.inBackup > 0) expect(report.backupAt).toBe(BACKUP_AT);
  });

  it("is kept as it was, log and all, and kept once when the repair is begun again", () => {
    const made = history({ crashed: true });
    flipBit(made.file, 2000);
    const before = [made.file, `${made.file}-wal`].map((file) => readFileSync(file).toString("base64"));
    const first = repair(made);
    const again = repair(made);
    expect(again.keptIn).toBe(first.keptIn);
    expect(readdirSync(join(made.folder, "damaged"))).toHaveLength(1);
    const kept = databaseFile(first.keptIn);
    expect([kept, `${kept}-wal`].map((file) => readFileSync(file).toString("base64"))).toEqual(before);
  });

  it("stays as it is until the repaired one takes its place in one step, also when that is interrupted", () => {
    const made = history({ crashed: true });
    overwrite(made.file, 1);
    const before = readFileSync(made.file).toString("base64");
    repair(made);
    // As a crash right after the repair: nothing has touched the old file yet.
    expect(readFileSync(made.file).toString("base64")).toBe(before);
    rmSync(`${made.file}-wal`);
    expect(openedTexts(made).texts).toHaveLength(made.texts.length);
    expect(readdirSync(made.folder).sort()).toEqual(["backups", "damaged", "stamp.db"]);
    expect(statSync(made.file).mode & 0o777).toBe(0o600);
  });

  it("jumps in the numbers of our texts, as some may have been used, and tells what was done until that is read", () => {
    const made = history();
    const numbers = openedTexts(made).nextNumbers;
    overwrite(made.file, 1);
    const report = repair(made);
    const after = openedTexts(made).nextNumbers;
    after.forEach((number, index) => { expect(number - numbers[index]!).toBeGreaterThan(200); });
    const db = openAccountFile(made.folder, access);
    expect(readRepairReport(db)).toEqual(report);
    closeAccountFile(db, silentLog);
  });

  it("without a backup and without its key is not repaired, and nothing of it changes", () => {
    const made = history({ backup: false });
    truncateSync(made.file, PAGE_SIZE);
    const before = readFileSync(made.file).toString("base64");
    expect(() => repair(made)).toThrow(expect.objectContaining({ code: "repair-impossible" }));
    expect(readFileSync(made.file).toString("base64")).toBe(before);
    expect(readdirSync(made.folder).sort()).toEqual(["damaged", "stamp.db"]);
  });

  it("takes an older backup when the newest is damaged, too", () => {
    const made = history();
    writeFileSync(join(made.folder, "backups", `stamp-${String(BACKUP_AT + 5)}.db`), "no database");
    truncateSync(made.file, 0);
    expect(repair(made)).toMatchObject({ backupAt: BACKUP_AT, fromBackup: made.inBackup, mayMiss: true });
  });
});
