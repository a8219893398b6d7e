import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Protection } from "../../shared/ipc/requests/opening";
import { silentLog } from "../platform/log";
import { openAccountFile } from "./account-folder";
import { keyringFile } from "./keyring-file";
import { openAtStart } from "./open-at-start";
import { ALICE, PASSPHRASE, testProfile } from "./testing/profile";

type Profile = ReturnType<typeof testProfile>;

/** One account for each kind of protection, made once for all tests: a key pair takes its time. */
const made = new Map<Protection["type"], { readonly base: string; readonly recoveryKey: string }>();

afterAll(() => {
  for (const { base } of made.values()) rmSync(base, { recursive: true, force: true });
});

async function madeAccount(protection: Protection) {
  const { base, preparation } = testProfile({ base: mkdtempSync(join(tmpdir(), "stamp-gate-")) });
  const { recoveryKey } = await preparation.prepare(ALICE, protection);
  preparation.finish();
  const account = { base, recoveryKey };
  made.set(protection.type, account);
  return account;
}

/** A profile with an open account of its own; with its recovery key. */
async function openProfile(protection: Protection = PASSPHRASE): Promise<Profile & { recoveryKey: string }> {
  const { base, recoveryKey } = made.get(protection.type) ?? (await madeAccount(protection));
  const profile = testProfile();
  cpSync(base, profile.base, { recursive: true });
  await profile.gate.start();
  await profile.gate.unlock({ type: "recovery", recoveryKey });
  return { ...profile, recoveryKey };
}

/** The same profile after a restart of the app. */
async function restarted({ base, vault }: Profile): Promise<Profile> {
  const profile = testProfile({ base, vault });
  await profile.gate.start();
  await openAtStart(profile.gate, { folder: profile.folder, log: silentLog });
  return profile;
}

/** Every file below the account's folder with its content. */
function contentOf({ folder }: Profile): Readonly<Record<string, string>> {
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "base64")] as const);
  return Object.fromEntries(files);
}

describe("a profile without an account", () => {
  it("welcomes, and says whether the key store can be used", async () => {
    const profile = testProfile();
    await profile.gate.start();
    expect(profile.gate.phase).toEqual({ phase: "welcome", osKeyStore: true });
    profile.vault.state = "locked";
    const other = await restarted(profile);
    expect(other.gate.phase).toEqual({ phase: "welcome", osKeyStore: false });
    expect(() => other.gate.session).toThrow(expect.objectContaining({ code: "not-allowed-now" }) as Error);
  });

  it("cannot be unlocked, signed out of or removed", async () => {
    const { gate } = testProfile();
    await gate.start();
    for (const attempt of [gate.unlock({ type: "passphrase", passphrase: "x" }), gate.signOut(), gate.removeAccount("alice@example.com")]) {
      await expect(attempt).rejects.toMatchObject({ code: "not-allowed-now" });
    }
  });
});

describe("an account", () => {
  it("is open as soon as it was made, and announces that once", async () => {
    const profile = testProfile();
    await profile.gate.start();
    const phases: string[] = [];
    profile.gate.onChange((session) => phases.push(`${profile.gate.phase.phase} ${String(session?.state)}`));
    await profile.preparation.prepare(ALICE, PASSPHRASE);
    await profile.gate.openNew(() => profile.preparation.finish());
    expect(phases).toEqual(["ready running"]);
    expect(profile.gate.session.snapshot().account.address).toBe("alice@example.com");
  });

  it("is taken over from another device when somebody signs in, and left to it when the app only starts", async () => {
    const first = testProfile();
    await first.gate.start();
    await first.preparation.prepare(ALICE, PASSPHRASE);
    await first.gate.openNew(() => first.preparation.finish());
    expect(first.gate.session.tookOver).toBe(true);
    await first.gate.stop();
    const { gate } = await restarted(first);
    await gate.unlock(PASSPHRASE);
    expect(gate.session.tookOver).toBe(false);
    await gate.stop();
  });

  it("is locked after a restart and opens with its passphrase, not with another", async () => {
    const first = await openProfile();
    await first.gate.stop();
    expect(first.sessions[0]?.state).toBe("stopped");
    expect(first.sessions[0]?.database.open).toBe(false);
    const { gate } = await restarted(first);
    expect(gate.phase).toEqual({ phase: "locked", address: "alice@example.com", methods: ["passphrase", "recovery"] });
    await expect(gate.unlock({ type: "passphrase", passphrase: "wrong horse" })).rejects.toMatchObject({ code: "wrong-passphrase" });
    expect(gate.phase.phase).toBe("locked");
    await gate.unlock(PASSPHRASE);
    expect(gate.phase.phase).toBe("ready");
    await gate.stop();
  });

  it("opens by itself when the key store can", async () => {
    const first = await openProfile({ type: "os" });
    await first.gate.stop();
    const { gate } = await restarted(first);
    expect(gate.phase.phase).toBe("ready");
    await gate.stop();
  });

  it.each([
    ["locked", "key-store-unavailable"],
    ["changed", "key-store-changed"],
  ] as const)("waits while the key store is %s, loses nothing, and opens with the recovery key", async (state, code) => {
    const first = await openProfile({ type: "os" });
    await first.gate.stop();
    const before = contentOf(first);
    first.vault.state = state;
    const { gate } = await restarted(first);
    expect(gate.phase).toEqual({
      phase: "locked",
      address: "alice@example.com",
      methods: ["os", "recovery"],
      problem: code,
    });
    await expect(gate.unlock({ type: "os" })).rejects.toMatchObject({ code });
    expect(contentOf(first)).toEqual(before);
    await gate.unlock({ type: "recovery", recoveryKey: first.recoveryKey.toLowerCase() });
    expect(gate.phase.phase).toBe("ready");
    await gate.stop();
  });

  it("opens with the recovery key while the key store still asks its user", async () => {
    const first = await openProfile({ type: "os" });
    await first.gate.stop();
    let answer = () => {};
    const asking = new Promise<void>((resolve) => (answer = resolve));
    const vault = { ...first.vault, unwrap: (wrapped: string) => asking.then(() => first.vault.unwrap(wrapped)) };
    const { gate, sessions } = testProfile({ base: first.base, vault });
    await gate.start();
    const opening = openAtStart(gate, { folder: first.folder, log: silentLog });
    expect(gate.phase).toMatchObject({ phase: "locked", opening: true });
    await gate.unlock({ type: "recovery", recoveryKey: first.recoveryKey });
    answer();
    await opening;
    expect(gate.phase.phase).toBe("ready");
    expect(sessions).toHaveLength(1);
    await gate.stop();
  });

  it("opens once when it is unlocked twice at the same time", async () => {
    const first = await openProfile();
    await first.gate.stop();
    const { gate, sessions } = await restarted(first);
    const attempts = await Promise.allSettled([
      gate.unlock(PASSPHRASE),
      gate.unlock(PASSPHRASE),
    ]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(sessions).toHaveLength(1);
    await gate.stop();
  });
});

describe("after signing out", () => {
  it("the account is locked, also over a restart with a key store that could open it", async () => {
    const first = await openProfile({ type: "os" });
    await first.gate.signOut();
    expect(first.gate.phase).toMatchObject({ phase: "locked", methods: ["os", "recovery"] });
    expect(first.sessions[0]?.state).toBe("stopped");
    const second = await restarted(first);
    expect(second.gate.phase.phase).toBe("locked");
    await second.gate.unlock({ type: "os" });
    await second.gate.stop();
    const third = await restarted(second);
    expect(third.gate.phase.phase).toBe("ready");
    await third.gate.stop();
  });
});

describe("an account that cannot be used", () => {
  it.each([
    ["a missing keyring", "keyring-damaged", ({ folder }: Profile) => rmSync(keyringFile(folder))],
    ["a broken keyring", "keyring-damaged", ({ folder }: Profile) => writeFileSync(keyringFile(folder), "{")],
  ])("%s is told, nothing is deleted", async (_what, problem, damage) => {
    const first = await openProfile({ type: "os" });
    await first.gate.stop();
    damage(first);
    const before = contentOf(first);
    const { gate } = await restarted(first);
    expect(gate.phase).toEqual({ phase: "blocked", problem });
    expect(contentOf(first)).toEqual(before);
  });

  it("a missing file is told, and no empty one is made", async () => {
    const first = await openProfile({ type: "os" });
    await first.gate.stop();
    rmSync(join(first.folder, "stamp.db"));
    const { gate } = await restarted(first);
    expect(gate.phase).toEqual({ phase: "blocked", problem: "database-missing", address: "alice@example.com", repair: { backups: [] } });
    expect(existsSync(join(first.folder, "stamp.db"))).toBe(false);
  });

  it("a file with another key is told and stays", async () => {
    const first = await openProfile();
    const other = await openProfile({ type: "os" });
    await Promise.all([first.gate.stop(), other.gate.stop()]);
    renameSync(join(other.folder, "stamp.db"), join(first.folder, "stamp.db"));
    const before = contentOf(first);
    const { gate } = await restarted(first);
    await expect(gate.unlock(PASSPHRASE)).rejects.toMatchObject({ code: "database-wrong-key" });
    expect(gate.phase).toEqual({ phase: "blocked", problem: "database-wrong-key", address: "alice@example.com", repair: { backups: [] } });
    expect(contentOf(first)).toEqual(before);
  });

  it("a file without an account in it is told", async () => {
    const first = await openProfile();
    first.sessions[0]?.database.exec("DELETE FROM account");
    await first.gate.stop();
    const { gate } = await restarted(first);
    await expect(gate.unlock(PASSPHRASE)).rejects.toMatchObject({ code: "keyring-damaged" });
    expect(gate.phase).toMatchObject({ phase: "blocked", problem: "keyring-damaged" });
  });
});

describe("removing the account", () => {
  it("needs its own address and leaves nothing of it", async () => {
    const profile = await openProfile();
    await expect(profile.gate.removeAccount("alice@example.org")).rejects.toMatchObject({ code: "invalid-address" });
    expect(profile.gate.phase.phase).toBe("ready");
    await profile.gate.removeAccount(" alice@example.com ");
    expect(profile.gate.phase.phase).toBe("welcome");
    expect(profile.sessions[0]?.state).toBe("stopped");
    expect(readdirSync(profile.base)).toEqual([]);
  });

  it("also works for who cannot unlock it any more, and a new one can be made", async () => {
    const first = await openProfile();
    await first.gate.stop();
    const second = await restarted(first);
    await second.gate.removeAccount("alice@example.com");
    await second.preparation.prepare(ALICE, PASSPHRASE);
    await second.gate.openNew(() => second.preparation.finish());
    expect(second.gate.phase.phase).toBe("ready");
    await second.gate.stop();
  });
});

it("the open file holds account, identity and password, and is closed to every other key", async () => {
  const profile = await openProfile();
  await profile.gate.stop();
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
  expect(() => openAccountFile(profile.folder, { key: new Uint8Array(32), nativeBinding })).toThrow(
    expect.objectContaining({ code: "database-wrong-key" }) as Error,
  );
  const all = Object.values(contentOf(profile)).map((content) => Buffer.from(content, "base64").toString("latin1"));
  for (const secret of [ALICE.password, PASSPHRASE.passphrase]) expect(all.join()).not.toContain(secret);
});
