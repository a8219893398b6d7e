import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Address, Millis } from "../../shared/ids";
import { closeDatabase, openDatabase } from "../db/open";
import { CANARY, countRows, fill } from "../db/testing/filled-file";
import { openTestDatabase } from "../db/testing/temp-database";
import { handClock } from "../messaging/testing/hand-clock";
import { copyOpenFile } from "../platform/copy-bytes";
import { silentLog } from "../platform/log";
import { tempFolder } from "../platform/testing/temp-folder";
import { listBackups } from "./backups";
import { startDailyBackup } from "./daily-backup";
import { replaceKeyring } from "./keyring-copy";
import { keyringFile, readKeyring, writeKeyring } from "./keyring-file";
import { access } from "./testing/history";
import { runUpkeepJob, type UpkeepJob } from "./upkeep-job";

const HOUR: Millis = 3600 * 1000;
const DAY: Millis = 24 * HOUR;

const KEYRING = { address: "alice@example.com" as Address, slots: [{ type: "recovery", wrapped: "AAAA" }] } as const;

function dailyBackup(before?: (job: UpkeepJob) => void) {
  const folder = tempFolder();
  writeKeyring(folder, KEYRING);
  const db = openTestDatabase(join(folder, "stamp.db"));
  fill(db, 50);
  const clock = handClock();
  const jobs: Promise<void>[] = [];
  const backup = startDailyBackup({
    folder,
    database: db,
    clock,
    log: silentLog,
    ...access,
    run(job, progress) {
      const done = Promise.resolve().then(() => {
        before?.(job);
        return runUpkeepJob(job, progress);
      });
      jobs.push(done.then(() => undefined, () => undefined));
      return done;
    },
  });
  onTestFinished(() => backup.stop());
  /** Moves the clock on and waits for the backup that this began, if any. */
  async function pass(time: Millis): Promise<void> {
    clock.advance(time);
    await Promise.all(jobs);
    await new Promise(setImmediate);
  }
  return { folder, db, clock, backup, pass };
}

describe("the daily backup", () => {
  it("is made soon after the start and then once a day, and three are kept", async () => {
    const { folder, clock, pass, backup } = dailyBackup();
    await pass(10_000);
    expect(backup.state()).toEqual({});
    await pass(20_000);
    expect(backup.state()).toEqual({ last: clock.now() });
    await pass(DAY - 1000);
    expect(listBackups(folder)).toHaveLength(1);
    await pass(1000);
    const made: Millis[] = [];
    for (let day = 0; day < 4; day += 1) {
      await pass(DAY);
      made.unshift(clock.now());
    }
    expect(listBackups(folder).map(({ at }) => at)).toEqual(made.slice(0, 3));
  });

  it("is the whole file of that moment under the account's key, for this user only, with the keyring", async () => {
    const { folder, db, backup } = dailyBackup();
    await backup.now();
    fill(db, 0);
    db.prepare("DELETE FROM settings").run();
    const [made] = listBackups(folder);
    expect(statSync(made!.file).mode & 0o777).toBe(0o600);
    expect(readFileSync(made!.file).includes(CANARY)).toBe(false);
    expect(readKeyring(join(folder, "backups"))).toEqual(KEYRING);
    expect(readdirSync(join(folder, "backups"))).toHaveLength(2);
    const opened = openDatabase({ file: made!.file, ...access });
    expect(countRows(opened)).toBe(50);
    closeDatabase(opened);
  });

  it("leaves the earlier ones alone when it fails, says why, and is tried again after an hour", async () => {
    const disk = { full: false };
    const { folder, pass, backup } = dailyBackup(() => {
      if (disk.full) throw Object.assign(new Error("full"), { code: "ENOSPC" });
    });
    await pass(HOUR);
    const [first] = listBackups(folder);
    disk.full = true;
    await pass(DAY);
    expect(backup.state()).toEqual({ last: first!.at, problem: "disk-full" });
    await expect(backup.now()).rejects.toMatchObject({ code: "disk-full" });
    disk.full = false;
    await pass(HOUR);
    expect(listBackups(folder)).toHaveLength(2);
    expect(backup.state()).not.toHaveProperty("problem");
  });

  it("never takes the place of a whole one when the copy is damaged", async () => {
    const { folder, backup } = dailyBackup((job) => {
      if (job.type !== "back-up" || listBackups(job.folder).length === 0) return;
      const other = join(tempFolder(), "damaged.db");
      copyOpenFile(job.source.descriptor, job.source.size, other);
      const descriptor = openSync(other, "r+");
      onTestFinished(() => { closeSync(descriptor); });
      writeSync(descriptor, new Uint8Array(4096).fill(7), 0, 4096, 5 * 4096);
      Object.assign(job, { source: { ...job.source, descriptor } });
    });
    const { last } = await backup.now();
    await expect(backup.now()).rejects.toMatchObject({ code: "database-damaged" });
    expect(listBackups(folder).map(({ at }) => at)).toEqual([last]);
    expect(readdirSync(join(folder, "backups")).sort()).toEqual(["keyring.json", `stamp-${String(last)}.db`]);
  });

  it("leaves the copy of the keyring alone when the keyring itself is damaged", async () => {
    const { folder, backup } = dailyBackup();
    await backup.now();
    writeFileSync(keyringFile(folder), "{");
    await backup.now();
    expect(readKeyring(join(folder, "backups"))).toEqual(KEYRING);
  });

  it("does not put back a keyring that is changed while it is made", async () => {
    const changed = { ...KEYRING, slots: [{ type: "recovery", wrapped: "BBBB" }] } as const;
    const { folder, backup } = dailyBackup(({ folder: account }) => {
      expect(readKeyring(join(account, "backups"))).toEqual(KEYRING);
      replaceKeyring(account, changed);
      expect(readKeyring(join(account, "backups"))).toEqual(changed);
      // What a thread reads that began a moment earlier.
      writeKeyring(account, KEYRING);
    });
    await backup.now();
    expect(readKeyring(join(folder, "backups"))).toEqual(changed);
  });

  it("is the newest also when the clock was ahead before", async () => {
    const { folder, clock, pass } = dailyBackup();
    clock.setBy(400 * DAY);
    for (let day = 0; day < 3; day += 1) await pass(DAY);
    clock.setBy(-400 * DAY);
    await pass(DAY);
    const [newest, ...others] = listBackups(folder).map(({ at }) => at);
    expect(newest).toBe(clock.now());
    expect(others).toEqual([clock.now() - 1, clock.now() - 2]);
  });

  it("takes up where a crash in the middle of one left it", async () => {
    const { folder, backup } = dailyBackup();
    mkdirSync(join(folder, "backups"));
    writeFileSync(join(folder, "backups", "unfinished.db"), "half a copy");
    expect(listBackups(folder)).toEqual([]);
    await backup.now();
    expect(existsSync(join(folder, "backups", "unfinished.db"))).toBe(false);
    expect(listBackups(folder)).toHaveLength(1);
    rmSync(join(folder, "backups"), { recursive: true });
  });
});
