import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../platform/log";
import { openAtStart } from "./open-at-start";
import { keyringFile } from "./keyring-file";
import { ALICE, PASSPHRASE, testProfile } from "./testing/profile";

type Profile = ReturnType<typeof testProfile>;
type Phase = "welcome" | "locked" | "ready" | "hidden";

const REFUSED = { code: "not-allowed-now" } as const;
const bases: string[] = [];
let recoveryKey = "";

beforeAll(async () => {
  for (const protection of [PASSPHRASE, { type: "os" } as const]) {
    const { base, preparation } = testProfile({ base: mkdtempSync(join(tmpdir(), "stamp-lock-")) });
    const made = await preparation.prepare(ALICE, protection);
    if (protection === PASSPHRASE) recoveryKey = made.recoveryKey;
    preparation.finish();
    bases.push(base);
  }
}, 60_000);

afterAll(() => {
  for (const base of bases) rmSync(base, { recursive: true, force: true });
});

/** A profile in this phase; with a key store it is opened by that. */
async function profileIn(phase: Phase, keyStore = false): Promise<Profile> {
  const profile = testProfile();
  if (phase !== "welcome") cpSync(bases[keyStore ? 1 : 0]!, profile.base, { recursive: true });
  await profile.gate.start();
  if (phase === "ready" || phase === "hidden") await profile.gate.unlock(keyStore ? { type: "os" } : { type: "recovery", recoveryKey });
  if (phase === "hidden") profile.gate.hide();
  return profile;
}

/** What happens to the phase, and whether it is refused. */
const TABLE: readonly [Phase, string, string, (profile: Profile) => Promise<unknown> | void][] = [
  ["welcome", "hide", "welcome", ({ gate }) => { gate.hide(); }],
  ["welcome", "lock", "welcome", ({ gate }) => gate.lock()],
  ["locked", "hide", "locked", ({ gate }) => { gate.hide(); }],
  ["locked", "lock", "locked", ({ gate }) => gate.lock()],
  ["locked", "unlock", "ready", ({ gate }) => gate.unlock(PASSPHRASE)],
  ["ready", "hide", "hidden", ({ gate }) => { gate.hide(); }],
  ["ready", "lock", "locked", ({ gate }) => gate.lock()],
  ["ready", "unlock", "refused, ready", ({ gate }) => gate.unlock(PASSPHRASE)],
  ["hidden", "hide", "hidden", ({ gate }) => { gate.hide(); }],
  ["hidden", "lock", "locked", ({ gate }) => gate.lock()],
  ["hidden", "unlock", "ready", ({ gate }) => gate.unlock(PASSPHRASE)],
  ["hidden", "unlock with the recovery key", "ready", ({ gate }) => gate.unlock({ type: "recovery", recoveryKey })],
  ["hidden", "sign out", "refused, hidden", ({ gate }) => gate.signOut()],
  ["hidden", "remove the account", "refused, hidden", ({ gate }) => gate.removeAccount(ALICE.address)],
  ["hidden", "use the session", "refused, hidden", async ({ gate }) => Promise.resolve().then(() => gate.session)],
  ["hidden", "use the backups", "refused, hidden", async ({ gate }) => Promise.resolve().then(() => gate.backup)],
  ["hidden", "work with the key", "refused, hidden", ({ gate }) => gate.whileShown(() => Promise.resolve())],
  ["hidden", "make a new account", "refused, hidden", ({ gate }) => gate.openNew(() => new Uint8Array(32))],
  ["hidden", "stop", "locked", ({ gate }) => gate.stop()],
];

describe("the gate", () => {
  it.each(TABLE)("%s: %s → %s", async (phase, _what, expected, act) => {
    const profile = await profileIn(phase);
    const refused = await Promise.resolve(act(profile)).then(() => "", (error: unknown) => {
      expect(error).toMatchObject(REFUSED);
      return "refused, ";
    });
    expect(`${refused}${profile.gate.phase.phase}`).toBe(expected);
    await profile.gate.stop();
  });
});

describe("a hidden account", () => {
  it("keeps its session running and shows nothing of it, and comes back as the same one with a fresh snapshot", async () => {
    const { gate, sessions } = await profileIn("ready");
    const heard: string[] = [];
    gate.onChange((session) => heard.push(`${gate.phase.phase} ${String(session?.state)}`));
    gate.hide();
    expect(gate.phase).toEqual({ phase: "hidden", address: ALICE.address, methods: ["passphrase", "recovery"] });
    await gate.unlock(PASSPHRASE);
    expect(heard).toEqual(["hidden running", "ready running"]);
    expect(sessions).toHaveLength(1);
    await gate.stop();
  });

  it("stays hidden for a wrong passphrase and a wrong recovery key", async () => {
    const { gate } = await profileIn("hidden");
    await expect(gate.unlock({ type: "passphrase", passphrase: "wrong horse" })).rejects.toMatchObject({ code: "wrong-passphrase" });
    await expect(gate.unlock({ type: "recovery", recoveryKey: "A".repeat(32) })).rejects.toMatchObject({ code: "wrong-recovery-key" });
    expect(gate.phase.phase).toBe("hidden");
    await gate.stop();
  });

  it("comes back with the key store, and waits while that is locked", async () => {
    const { gate, vault } = await profileIn("hidden", true);
    vault.state = "locked";
    await expect(gate.unlock({ type: "os" })).rejects.toMatchObject({ code: "key-store-unavailable" });
    vault.state = "open";
    await gate.unlock({ type: "os" });
    expect(gate.phase.phase).toBe("ready");
    await gate.stop();
  });

  it("is not hidden when nothing would open it again", async () => {
    const { gate, folder } = await profileIn("ready");
    rmSync(keyringFile(folder));
    gate.hide();
    expect(gate.phase.phase).toBe("ready");
    await gate.stop();
  });
});

describe("a full lock", () => {
  it("stops the session, closes the file and wipes the key", async () => {
    const profile = await profileIn("ready");
    let key: Uint8Array = new Uint8Array();
    await profile.gate.whileShown((databaseKey) => {
      key = databaseKey;
      return Promise.resolve();
    });
    expect(key.some((byte) => byte !== 0)).toBe(true);
    await profile.gate.lock();
    expect(profile.sessions[0]?.state).toBe("stopped");
    expect(profile.sessions[0]?.database.open).toBe(false);
    expect(key).toEqual(new Uint8Array(32));
  });

  it("is not undone by the key store alone, also not by a restart, until somebody unlocks", async () => {
    const first = await profileIn("ready", true);
    await first.gate.lock();
    const second = testProfile({ base: first.base, vault: first.vault });
    await second.gate.start();
    await openAtStart(second.gate, { folder: second.folder, log: silentLog });
    expect(second.gate.phase).toMatchObject({ phase: "locked", methods: ["os", "recovery"] });
    await second.gate.unlock({ type: "os" });
    expect(second.gate.phase.phase).toBe("ready");
    await second.gate.stop();
  });

  it("hides at once what it closes a moment later", async () => {
    const { gate } = await profileIn("ready");
    const locking = gate.lock();
    expect(gate.phase.phase).toBe("hidden");
    await locking;
    expect(gate.phase.phase).toBe("locked");
  });

  it.each(["locked", "hidden"] as const)("wins over an unlocking that began before it while %s", async (phase) => {
    const { gate } = await profileIn(phase);
    const unlocking = gate.unlock(PASSPHRASE);
    const refused = expect(unlocking).rejects.toMatchObject(REFUSED);
    await gate.lock();
    await refused;
    expect(gate.phase.phase).toBe("locked");
  });

  it("is not needed against an unlocking that began before the app ends", async () => {
    const { gate, sessions } = await profileIn("locked");
    const refused = expect(gate.unlock(PASSPHRASE)).rejects.toMatchObject(REFUSED);
    await gate.stop();
    await refused;
    expect(sessions).toEqual([]);
  });

  it("is refused no more than anything else by wrong guesses before it", async () => {
    const { gate } = await profileIn("ready");
    for (let count = 0; count < 6; count += 1) {
      await gate.prove({ address: ALICE.address, slots: [] }, { type: "passphrase", passphrase: "x" }).catch(() => undefined);
    }
    await gate.lock();
    await expect(gate.unlock(PASSPHRASE)).rejects.toMatchObject({ code: "guesses-paused" });
    expect(gate.phase.phase).toBe("locked");
  });
});
