import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Protection } from "../../shared/ipc/requests/opening";
import { backupFolder } from "./backups";
import { keyringFile, readKeyring } from "./keyring-file";
import { createProtection } from "./protection";
import { ALICE, PASSPHRASE, testProfile } from "./testing/profile";

const NEW = { type: "passphrase", passphrase: "another lantern" } as const;
const WRONG = { type: "passphrase", passphrase: "wrong horse" } as const;
const OS = { type: "os" } as const;

const made = new Map<Protection["type"], { readonly base: string; readonly recoveryKey: string }>();

beforeAll(async () => {
  for (const protection of [PASSPHRASE, OS]) {
    const { base, preparation } = testProfile({ base: mkdtempSync(join(tmpdir(), "stamp-protection-")) });
    const { recoveryKey } = await preparation.prepare(ALICE, protection);
    preparation.finish();
    made.set(protection.type, { base, recoveryKey });
  }
}, 60_000);

afterAll(() => {
  for (const { base } of made.values()) rmSync(base, { recursive: true, force: true });
});

/** A profile with an open account, opened in this way. */
async function open(type: Protection["type"], withRecoveryKey = false) {
  const { base, recoveryKey } = made.get(type)!;
  const profile = testProfile();
  cpSync(base, profile.base, { recursive: true });
  const protection = createProtection({ ...profile, profile: "default" });
  const recovery = { type: "recovery", recoveryKey } as const;
  await profile.gate.start();
  await profile.gate.unlock(withRecoveryKey ? recovery : type === "os" ? OS : PASSPHRASE);
  return { ...profile, protection, recovery };
}

type Open = Awaited<ReturnType<typeof open>>;

/** What opens the account after a restart. */
async function opens({ base, vault, gate }: Open, ...proofs: readonly Parameters<Open["gate"]["unlock"]>[0][]) {
  await gate.stop();
  const answers: unknown[] = [];
  for (const proof of proofs) {
    const again = testProfile({ base, vault });
    await again.gate.start();
    answers.push(await again.gate.unlock(proof).then(() => true, (error: unknown) => (error as { readonly code: unknown }).code));
    await again.gate.stop();
  }
  return answers;
}

const keyringOf = ({ folder }: Open) => readFileSync(keyringFile(folder), "utf8");

describe("the passphrase", () => {
  it("is changed for one who knows it: the new one opens after a restart, the old one does not", async () => {
    const profile = await open("passphrase");
    await profile.protection.change(PASSPHRASE, NEW);
    expect(await profile.protection.state()).toEqual({ methods: ["passphrase", "recovery"], osKeyStore: true, renew: false });
    expect(await opens(profile, NEW, PASSPHRASE, profile.recovery)).toEqual([true, "wrong-passphrase", true]);
  });

  it("shows again what was hidden after it was changed, and the old one does not", async () => {
    const profile = await open("passphrase");
    await profile.protection.change(PASSPHRASE, NEW);
    profile.gate.hide();
    await expect(profile.gate.unlock(PASSPHRASE)).rejects.toMatchObject({ code: "wrong-passphrase" });
    await profile.gate.unlock(NEW);
    expect(profile.gate.phase.phase).toBe("ready");
    await profile.gate.stop();
  });

  it.each([
    ["a wrong passphrase", WRONG, NEW, "wrong-passphrase"],
    ["a wrong recovery key", { type: "recovery", recoveryKey: "A".repeat(32) }, NEW, "wrong-recovery-key"],
    ["a key store that is no way in", OS, NEW, "key-store-unavailable"],
    ["a new one that is too short", PASSPHRASE, { type: "passphrase", passphrase: "short" }, "passphrase-too-short"],
  ] as const)("stays as it is for %s", async (_what, proof, wanted, code) => {
    const profile = await open("passphrase");
    const before = keyringOf(profile);
    await expect(profile.protection.change(proof, wanted)).rejects.toMatchObject({ code });
    expect(keyringOf(profile)).toBe(before);
    await profile.gate.stop();
  });

  it("is guessed here at the same pace as when unlocking", async () => {
    const profile = await open("passphrase");
    for (let count = 0; count < 5; count += 1) {
      await expect(profile.protection.change(WRONG, NEW)).rejects.toMatchObject({ code: "wrong-passphrase" });
    }
    await expect(profile.protection.change(PASSPHRASE, NEW)).rejects.toMatchObject({ code: "guesses-paused" });
    profile.clock.advance(1000);
    await profile.protection.change(PASSPHRASE, NEW);
    await profile.gate.stop();
  });
});

describe("the key store", () => {
  it("takes the place of the passphrase, and the other way round", async () => {
    const profile = await open("passphrase");
    await profile.protection.change(PASSPHRASE, OS);
    expect((await profile.protection.state()).methods).toEqual(["os", "recovery"]);
    await profile.protection.change(OS, NEW);
    expect((await profile.protection.state()).methods).toEqual(["passphrase", "recovery"]);
    expect(await opens(profile, OS, NEW)).toEqual(["key-store-unavailable", true]);
  });

  it("is not taken while it is locked, or when it does not give back what it got", async () => {
    const profile = await open("passphrase");
    const before = keyringOf(profile);
    profile.vault.state = "locked";
    await expect(profile.protection.change(PASSPHRASE, OS)).rejects.toMatchObject({ code: "key-store-unavailable" });
    profile.vault.state = "changed";
    await expect(profile.protection.change(PASSPHRASE, OS)).rejects.toMatchObject({ code: "key-store-changed" });
    expect(keyringOf(profile)).toBe(before);
    await profile.gate.stop();
  });

  it("that has changed is set up anew with the recovery key, and the offer to do so ends", async () => {
    const profile = await open("os", true);
    profile.vault.state = "changed";
    expect((await profile.protection.state()).renew).toBe(true);
    await profile.protection.change(profile.recovery, NEW);
    expect((await profile.protection.state()).renew).toBe(false);
    expect(await opens(profile, NEW)).toEqual([true]);
  });
});

describe("a new recovery key", () => {
  it("takes the place of the old one when it was written down, and not before", async () => {
    const profile = await open("passphrase");
    const recoveryKey = await profile.protection.makeRecoveryKey(PASSPHRASE);
    const written = { type: "recovery", recoveryKey } as const;
    expect(() => readKeyring(profile.folder)).not.toThrow();
    profile.gate.hide();
    await expect(profile.gate.unlock(written)).rejects.toMatchObject({ code: "wrong-recovery-key" });
    await profile.gate.unlock(PASSPHRASE);
    // Hiding forgot it: whoever comes back may be somebody else.
    await expect(profile.protection.useRecoveryKey()).rejects.toMatchObject({ code: "not-allowed-now" });
    const again = { type: "recovery", recoveryKey: await profile.protection.makeRecoveryKey(PASSPHRASE) } as const;
    await profile.protection.useRecoveryKey();
    await expect(profile.protection.useRecoveryKey()).rejects.toMatchObject({ code: "not-allowed-now" });
    expect(await opens(profile, again, profile.recovery, written, PASSPHRASE)).toEqual([true, "wrong-recovery-key", "wrong-recovery-key", true]);
  });

  it("is not made for one who cannot open the account", async () => {
    const profile = await open("passphrase");
    await expect(profile.protection.makeRecoveryKey(WRONG)).rejects.toMatchObject({ code: "wrong-passphrase" });
    await expect(profile.protection.useRecoveryKey()).rejects.toMatchObject({ code: "not-allowed-now" });
    await profile.gate.stop();
  });
});

describe("the copy of the keyring beside the backups", () => {
  async function withBackup(): Promise<Open> {
    const profile = await open("passphrase");
    await profile.gate.backup.now();
    expect(existsSync(keyringFile(backupFolder(profile.folder)))).toBe(true);
    return profile;
  }

  it("opens with the new passphrase only, when it has to help out", async () => {
    const profile = await withBackup();
    await profile.protection.change(PASSPHRASE, NEW);
    writeFileSync(keyringFile(profile.folder), "{");
    expect(await opens(profile, PASSPHRASE, NEW)).toEqual(["wrong-passphrase", true]);
  });

  it("follows at the next unlock when a crash came between", async () => {
    const profile = await withBackup();
    const copy = keyringFile(backupFolder(profile.folder));
    const old = readFileSync(copy, "utf8");
    await profile.protection.change(PASSPHRASE, NEW);
    writeFileSync(copy, old);
    expect(await opens(profile, NEW)).toEqual([true]);
    expect(readFileSync(copy, "utf8")).toBe(keyringOf(profile));
  });

  it("goes when it cannot be written anew, and the change holds", async () => {
    const profile = await withBackup();
    const copy = keyringFile(backupFolder(profile.folder));
    // Where the new copy would be written there is something that cannot be written to.
    mkdirSync(`${copy}.${String(process.pid)}.tmp`);
    await profile.protection.change(PASSPHRASE, NEW);
    expect(existsSync(copy)).toBe(false);
    expect(await opens(profile, NEW)).toEqual([true]);
  });
});

describe("a disk that refuses the new keyring", () => {
  it("leaves the old one whole, and says so", async () => {
    const profile = await open("passphrase");
    const before = keyringOf(profile);
    mkdirSync(`${keyringFile(profile.folder)}.${String(process.pid)}.tmp`);
    await expect(profile.protection.change(PASSPHRASE, NEW)).rejects.toThrow();
    expect(keyringOf(profile)).toBe(before);
    expect(await opens(profile, PASSPHRASE, NEW)).toEqual([true, "wrong-passphrase"]);
  });

  it("leaves at a kill before the last step a file that nobody reads", async () => {
    const profile = await open("passphrase");
    await profile.protection.change(PASSPHRASE, NEW);
    const half = `${keyringFile(profile.folder)}.1.tmp`;
    writeFileSync(half, keyringOf(profile).slice(0, 40));
    chmodSync(half, 0o600);
    expect(await opens(profile, NEW)).toEqual([true]);
  });
});

it("a change that a lock overtakes leaves the keyring that the unlock page was told of", async () => {
  const profile = await open("passphrase");
  const before = keyringOf(profile);
  const refused = expect(profile.protection.change(PASSPHRASE, OS)).rejects.toMatchObject({ code: "not-allowed-now" });
  await Promise.resolve();
  profile.gate.hide();
  await refused;
  expect(keyringOf(profile)).toBe(before);
  await profile.gate.unlock(PASSPHRASE);
  expect((await profile.protection.state()).methods).toEqual(["passphrase", "recovery"]);
  await profile.gate.stop();
});

it("nothing can be changed while the account is closed or hidden", async () => {
  const profile = await open("passphrase");
  for (const lock of [() => Promise.resolve(profile.gate.hide()), () => profile.gate.lock()]) {
    await lock();
    for (const attempt of [
      profile.protection.state(),
      profile.protection.change(PASSPHRASE, NEW),
      profile.protection.makeRecoveryKey(PASSPHRASE),
      profile.protection.useRecoveryKey(),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: "not-allowed-now" });
    }
  }
});
