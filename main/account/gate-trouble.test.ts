import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ALICE, PASSPHRASE, testProfile } from "./testing/profile";

/** A profile whose account was made and closed again. */
async function madeProfile() {
  const profile = testProfile();
  await profile.gate.start();
  await profile.preparation.prepare(ALICE, PASSPHRASE);
  await profile.gate.openNew(() => profile.preparation.finish());
  return profile;
}

describe("an account on a disk in trouble", () => {
  it.each([
    ["SQLITE_FULL", "disk-full"],
    ["ENOSPC", "disk-full"],
    ["SQLITE_BUSY_SNAPSHOT", "database-locked"],
  ])("stays locked after %s, says why, and can be tried again", async (code, problem) => {
    const { gate, base } = await madeProfile();
    await gate.stop();
    const second = testProfile({ base, failure: Object.assign(new Error("the driver's words"), { code }) });
    await second.gate.start();
    await expect(second.gate.unlock(PASSPHRASE)).rejects.toMatchObject({ code: problem });
    expect(second.gate.phase).toMatchObject({ phase: "locked", problem });
    const third = testProfile({ base });
    await third.gate.start();
    await third.gate.unlock(PASSPHRASE);
    expect(third.gate.phase.phase).toBe("ready");
    await third.gate.stop();
  });

  it("is blocked when its file cannot be read any more", async () => {
    const { gate, base } = await madeProfile();
    await gate.stop();
    const second = testProfile({ base, failure: Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_READ" }) });
    await second.gate.start();
    await expect(second.gate.unlock(PASSPHRASE)).rejects.toMatchObject({ code: "database-unreadable" });
    expect(second.gate.phase).toMatchObject({ phase: "blocked", problem: "database-unreadable" });
  });

  it("is closed again when its session cannot start", async () => {
    const { gate, base } = await madeProfile();
    await gate.stop();
    const second = testProfile({ base, startFailure: Object.assign(new Error("disk full"), { code: "SQLITE_FULL" }) });
    await second.gate.start();
    await expect(second.gate.unlock(PASSPHRASE)).rejects.toMatchObject({ code: "disk-full" });
    expect(second.gate.phase).toMatchObject({ phase: "locked", problem: "disk-full" });
    expect(second.sessions[0]?.database.open).toBe(false);
  });

  it("is closed and says so even when its log cannot be moved into the file", async () => {
    const { gate, sessions } = await madeProfile();
    const phases: string[] = [];
    gate.onChange(() => phases.push(gate.phase.phase));
    // A checkpoint inside a transaction is refused.
    sessions[0]?.database.exec("BEGIN IMMEDIATE");
    await gate.signOut();
    expect(phases).toEqual(["locked"]);
    expect(sessions[0]?.database.open).toBe(false);
  });

  it("stays open when the disk does not keep that it was signed out of", async () => {
    const { gate, folder, sessions } = await madeProfile();
    mkdirSync(join(folder, "signed-out"));
    await expect(gate.signOut()).rejects.toMatchObject({ code: "EISDIR" });
    expect(gate.phase.phase).toBe("ready");
    expect(sessions[0]?.state).toBe("running");
    await gate.stop();
  });

  it("tells the window what is left when its files cannot be removed", async () => {
    const { gate, folder } = await madeProfile();
    const phases: string[] = [];
    gate.onChange((session) => phases.push(`${gate.phase.phase} ${String(session?.state)}`));
    rmSync(folder, { recursive: true });
    await expect(gate.removeAccount(ALICE.address)).rejects.toMatchObject({ code: "ENOENT" });
    expect(phases).toEqual(["welcome undefined"]);
  });
});
