import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createStore } from "../db/store";
import { insertContact, insertPeer } from "../db/testing/rows";
import { keyringFile } from "./keyring-file";
import { ALICE, PASSPHRASE, testProfile } from "./testing/profile";

type Profile = ReturnType<typeof testProfile>;

const noProgress = () => undefined;
const unlock = ({ gate }: Profile) => gate.unlock(PASSPHRASE);
const fileOf = ({ folder }: Profile) => join(folder, "stamp.db");

function textsOf({ sessions }: Profile): unknown {
  return sessions.at(-1)?.database.prepare("SELECT text FROM messages ORDER BY id").pluck().all();
}

/** An open account with one message in its backup, and one that came after it. */
async function openProfile(): Promise<Profile> {
  const profile = testProfile();
  await profile.gate.start();
  await profile.preparation.prepare(ALICE, PASSPHRASE);
  await profile.gate.openNew(() => profile.preparation.finish());
  const store = createStore(profile.sessions[0]!.database);
  const bob = insertContact(store, "bob@example.com");
  insertPeer(store, bob, "before the backup");
  await profile.gate.backup.now();
  insertPeer(store, bob, "after it");
  return profile;
}

async function restarted({ base }: Profile): Promise<Profile> {
  const profile = testProfile({ base });
  await profile.gate.start();
  return profile;
}

describe("an account whose file is damaged", () => {
  it("says so with the backups there are, is repaired when asked to, and opens", async () => {
    const first = await openProfile();
    await first.gate.stop();
    truncateSync(fileOf(first), 0);
    const second = await restarted(first);
    await expect(unlock(second)).rejects.toMatchObject({ code: "database-damaged" });
    expect(second.gate.phase).toMatchObject({ phase: "blocked", problem: "database-damaged", repair: { backups: [second.clock.now()] } });
    const told: number[] = [];
    await second.gate.repair((fraction) => told.push(fraction));
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(second.gate.phase.phase).toBe("ready");
    expect(textsOf(second)).toEqual(["before the backup"]);
    await second.gate.stop();
    const third = await restarted(first);
    await unlock(third);
    expect(textsOf(third)).toEqual(["before the backup"]);
    await third.gate.stop();
  });

  it("stays blocked with its files when nothing can be saved, and can be removed", async () => {
    const first = await openProfile();
    await first.gate.stop();
    rmSync(join(first.folder, "backups"), { recursive: true });
    truncateSync(fileOf(first), 0);
    const second = await restarted(first);
    await expect(unlock(second)).rejects.toMatchObject({ code: "database-damaged" });
    await expect(second.gate.repair(noProgress)).rejects.toMatchObject({ code: "repair-impossible" });
    expect(second.gate.phase).toMatchObject({ phase: "blocked", problem: "database-damaged", repair: { backups: [] } });
    await second.gate.removeAccount(ALICE.address);
    expect(second.gate.phase.phase).toBe("welcome");
  });

  it("is closed as soon as that shows while it is open, and not for other failures", async () => {
    const profile = await openProfile();
    const phases: string[] = [];
    const shown = new Promise<void>((resolve) => {
      profile.gate.onChange(() => {
        phases.push(profile.gate.phase.phase);
        if (profile.gate.phase.phase === "blocked") resolve();
      });
    });
    profile.gate.noticeFailure(Object.assign(new Error("full"), { code: "SQLITE_FULL" }));
    profile.gate.noticeFailure(Object.assign(new Error("malformed"), { code: "SQLITE_CORRUPT" }));
    profile.gate.noticeFailure(Object.assign(new Error("malformed"), { code: "SQLITE_CORRUPT" }));
    await shown;
    expect(profile.sessions[0]).toMatchObject({ state: "stopped" });
    expect(profile.sessions[0]?.database.open).toBe(false);
    await profile.gate.repair(noProgress);
    expect(phases).toEqual(["blocked", "ready"]);
    expect(textsOf(profile)).toEqual(["before the backup", "after it"]);
    await profile.gate.stop();
  });

  it("cannot be repaired while it is locked or open", async () => {
    const profile = await openProfile();
    await expect(profile.gate.repair(noProgress)).rejects.toMatchObject({ code: "not-allowed-now" });
    await profile.gate.signOut();
    await expect(profile.gate.repair(noProgress)).rejects.toMatchObject({ code: "not-allowed-now" });
    await expect(profile.gate.tryAgain()).rejects.toMatchObject({ code: "not-allowed-now" });
  });
});

describe("an account that something else keeps closed", () => {
  it("can be tried again when that is put right", async () => {
    const first = await openProfile();
    await first.gate.stop();
    // What keeps root out, too.
    const aside = join(first.base, "aside.db");
    renameSync(fileOf(first), aside);
    mkdirSync(fileOf(first));
    const second = await restarted(first);
    await expect(unlock(second)).rejects.toMatchObject({ code: "database-unreadable" });
    expect(second.gate.phase).toEqual({ phase: "blocked", problem: "database-unreadable", address: ALICE.address });
    rmSync(fileOf(first), { recursive: true });
    renameSync(aside, fileOf(first));
    await second.gate.tryAgain();
    expect(second.gate.phase.phase).toBe("locked");
    await unlock(second);
    expect(textsOf(second)).toEqual(["before the backup", "after it"]);
    await second.gate.stop();
  });

  it("opens with the copy of its keyring when that is damaged, and has it again afterwards", async () => {
    const first = await openProfile();
    await first.gate.stop();
    writeFileSync(keyringFile(first.folder), "{");
    const second = await restarted(first);
    expect(second.gate.phase).toMatchObject({ phase: "locked", address: ALICE.address });
    await unlock(second);
    await second.gate.stop();
    expect(existsSync(`${keyringFile(first.folder)}.damaged`)).toBe(true);
    rmSync(join(first.folder, "backups"), { recursive: true });
    expect(readdirSync(first.folder)).toContain("keyring.json");
    const third = await restarted(first);
    await unlock(third);
    await third.gate.stop();
  });
});
