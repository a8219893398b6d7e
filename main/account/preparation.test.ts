import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { readAccount } from "../db/account-repository";
import { createStore } from "../db/store";
import { openAccountFile } from "./account-folder";
import { readKeyring } from "./keyring-file";
import { ALICE, PASSPHRASE, testProfile } from "./testing/profile";

const nativeBinding = process.env["STAMP_SQLITE_BINDING"];

describe("a prepared account", () => {
  it("gives the recovery key and the own digits, and tells its progress", async () => {
    const { preparation, progress } = testProfile();
    const { recoveryKey, ownDigits } = await preparation.prepare(ALICE, PASSPHRASE);
    expect(recoveryKey).toMatch(/^([A-Z2-7]{4}-){7}[A-Z2-7]{4}$/);
    expect(ownDigits).toMatch(/^\d{30}$/);
    expect(progress).toEqual([
      { task: "key-generation", state: "started" },
      { task: "key-generation", state: "done" },
      { task: "passphrase", state: "started" },
      { task: "passphrase", state: "done" },
    ]);
  });

  it("holds everything when it is finished, its first contacts included", async () => {
    const { preparation, folder } = testProfile();
    const contacts = [{ address: "echo@example.com" as Address, localName: "Echo" }];
    await preparation.prepare({ ...ALICE, caCertificate: "PEM", contacts }, PASSPHRASE);
    const key = preparation.finish();
    expect(readKeyring(folder).address).toBe(ALICE.address);
    const db = openAccountFile(folder, { key, nativeBinding });
    expect(readAccount(db)).toMatchObject({
      address: "alice@example.com",
      serverUrl: "wss://sip.example.com",
      password: "server password",
      caCertificate: "PEM",
      tryHere: false,
    });
    const store = createStore(db);
    expect(store.contacts.all()).toMatchObject([{ address: "echo@example.com", localName: "Echo", relation: "accepted" }]);
    expect(store.conversations.all()).toHaveLength(1);
    db.close();
  });

  it.skipIf(process.platform === "win32")("is readable by this user only, also while it is open", async () => {
    const { preparation, folder } = testProfile();
    await preparation.prepare(ALICE, PASSPHRASE);
    const db = openAccountFile(folder, { key: preparation.finish(), nativeBinding });
    db.exec("UPDATE account SET password = 'other'");
    const open = [folder, ...readdirSync(folder).map((name) => join(folder, name))].filter((path) => (statSync(path).mode & 0o077) !== 0);
    expect(open).toEqual([]);
    db.close();
  });

  it("is finished once", async () => {
    const { preparation } = testProfile();
    expect(() => preparation.finish()).toThrow(expect.objectContaining({ code: "not-allowed-now" }) as Error);
    await preparation.prepare(ALICE, PASSPHRASE);
    preparation.finish();
    expect(() => preparation.finish()).toThrow(expect.objectContaining({ code: "not-allowed-now" }) as Error);
  });

  it("is replaced by a second attempt, with another key", async () => {
    const { preparation, folder } = testProfile();
    const first = await preparation.prepare(ALICE, PASSPHRASE);
    const second = await preparation.prepare({ ...ALICE, address: "eva@example.com" as Address }, PASSPHRASE);
    expect(second.recoveryKey).not.toBe(first.recoveryKey);
    preparation.finish();
    expect(readKeyring(folder).address).toBe("eva@example.com");
  });
});

describe("when making an account is cut off", () => {
  it("before it was finished, the next start welcomes and nothing is left", async () => {
    const profile = testProfile();
    await profile.preparation.prepare(ALICE, PASSPHRASE);
    const afterCrash = testProfile({ base: profile.base });
    await afterCrash.gate.start();
    expect(afterCrash.gate.phase.phase).toBe("welcome");
    expect(readdirSync(profile.base)).toEqual([]);
    await afterCrash.preparation.prepare(ALICE, PASSPHRASE);
    await afterCrash.gate.openNew(() => afterCrash.preparation.finish());
    expect(afterCrash.gate.phase.phase).toBe("ready");
    await afterCrash.gate.stop();
  });

  it("in the middle of its files, the next attempt does not stumble over them", async () => {
    const { preparation, folder, base } = testProfile();
    mkdirSync(`${folder}.new`);
    writeFileSync(join(`${folder}.new`, "stamp.db"), "half a file");
    await preparation.prepare(ALICE, PASSPHRASE);
    preparation.finish();
    expect(readdirSync(base)).toEqual(["account"]);
  });

  it("right after it was finished, the account is there and opens", async () => {
    const profile = testProfile();
    const { recoveryKey } = await profile.preparation.prepare(ALICE, PASSPHRASE);
    profile.preparation.finish();
    const afterCrash = testProfile({ base: profile.base });
    await afterCrash.gate.start();
    expect(afterCrash.gate.phase.phase).toBe("locked");
    await afterCrash.gate.unlock({ type: "recovery", recoveryKey });
    expect(afterCrash.gate.phase.phase).toBe("ready");
    await afterCrash.gate.stop();
  });

  it("while it was being removed, the rest goes at the next start", async () => {
    const profile = testProfile();
    mkdirSync(`${profile.folder}.removed`);
    writeFileSync(join(`${profile.folder}.removed`, "stamp.db"), "rest");
    await profile.gate.start();
    expect(readdirSync(profile.base)).toEqual([]);
  });
});

describe("an account that cannot be protected", () => {
  it("is refused before the slow work, and leaves nothing", async () => {
    const profile = testProfile();
    const short = { type: "passphrase", passphrase: "short" } as const;
    await expect(profile.preparation.assertCanProtect(short)).rejects.toMatchObject({ code: "passphrase-too-short" });
    await expect(profile.preparation.prepare(ALICE, short)).rejects.toMatchObject({ code: "passphrase-too-short" });
    profile.vault.state = "locked";
    await expect(profile.preparation.assertCanProtect({ type: "os" })).rejects.toMatchObject({
      code: "key-store-unavailable",
    });
    await expect(profile.preparation.prepare(ALICE, { type: "os" })).rejects.toMatchObject({
      code: "key-store-unavailable",
    });
    expect(existsSync(profile.folder)).toBe(false);
    expect(readdirSync(profile.base)).toEqual([]);
  });
});
