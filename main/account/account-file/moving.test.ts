// An account moves from one profile to another by way of its file, with all parts but SIP.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAccount } from "../../db/account-repository";
import { tempFolder } from "../../platform/testing/temp-folder";
import { ALICE, PASSPHRASE } from "../testing/profile";
import { createAccountExport } from "./account-export";
import { FILE_PASSPHRASE, fill, nativeBinding, rowsOf, source, target } from "./testing/two-computers";

const refused = (code: string) => expect.objectContaining({ code }) as Error;

/** The old computer may have used the next numbers of our texts since: a jump that contacts take for a new beginning. */
const contactsOf = (rows: Record<string, unknown>, jump = 0) =>
  (rows["contacts"] as readonly { readonly next_sequence_number: number }[]).map((row) => ({
    ...row,
    next_sequence_number: row.next_sequence_number + jump,
  }));

describe("a saved account", () => {
  const folder = mkdtempSync(join(tmpdir(), "stamp-test-"));
  const file = join(folder, "alice.stamp-account");
  let rows: Record<string, unknown>;
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  beforeAll(async () => {
    const base = join(folder, "old computer");
    const from = await source(file, ALICE, base);
    fill(from.database);
    rows = rowsOf(from.database);
    expect(await from.accountExport.save(FILE_PASSPHRASE)).toBe(true);
    expect(from.asked).toEqual(["alice@example.com.stamp-account"]);
    expect(from.exporting.at(0)).toEqual({ task: "export", state: "started" });
    expect(from.exporting.at(-2)).toEqual({ task: "export", state: "running", fraction: 1 });
    await from.end();
    rmSync(base, { recursive: true });
  });

  it("is one file that only its owner can read, and nobody without the passphrase", () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, ".."))).toEqual(["alice.stamp-account"]);
    const bytes = readFileSync(file);
    for (const secret of [ALICE.password, ALICE.address, "half a text", "SQLite format"]) expect(bytes.includes(secret)).toBe(false);
  });

  it("goes on elsewhere with every row it had, as another installation", async () => {
    const to = await target(file);
    expect(await to.accountImport.choose()).toEqual({ name: "alice.stamp-account" });
    expect(await to.accountImport.open(FILE_PASSPHRASE)).toMatchObject({ address: ALICE.address });
    const made = await to.accountImport.prepare(PASSPHRASE, { replaceDevice: false });
    expect(made.recoveryKey).toMatch(/^[A-Z2-7-]{39}$/);
    expect(made.ownDigits).toMatch(/^\d{30}$/);
    expect(to.importing.map(({ task, state }) => `${task} ${state}`)).toEqual(
      expect.arrayContaining(["passphrase done", "import started", "import done", "connect done"]),
    );
    expect(Math.max(...to.importing.map(({ fraction = 0 }) => fraction))).toBe(1);
    expect(to.gate.phase.phase).toBe("welcome");
    await to.gate.openNew(() => to.preparation.finish());
    expect(to.sessions[0]?.tookOver).toBe(true);
    await expect(to.accountImport.choose()).rejects.toThrow(refused("not-allowed-now"));
    const { database } = to.gate.session;
    expect({ ...rowsOf(database), contacts: [], sqlite_sequence: [] }).toEqual({
      ...rows,
      account: [expect.objectContaining({ instance_id: null, online_millis: 77 })],
      contacts: [],
      sqlite_sequence: [],
    });
    expect(contactsOf(rowsOf(database))).toEqual(contactsOf(rows, 1000));
    expect({ ...readAccount(database) }).toMatchObject({ address: ALICE.address, password: ALICE.password });
    await to.gate.stop();
    await to.gate.start();
    await to.gate.unlock({ type: "recovery", recoveryKey: made.recoveryKey });
    expect(to.gate.phase.phase).toBe("ready");
    await to.gate.stop();
  });

  it("asks before it signs another device out, and can be taken then", async () => {
    const to = await target(file, { published: true });
    await to.accountImport.choose();
    await to.accountImport.open(FILE_PASSPHRASE);
    await expect(to.accountImport.prepare(PASSPHRASE, { replaceDevice: false })).rejects.toThrow(refused("account-in-use"));
    expect(to.left()).toEqual([]);
    await to.accountImport.prepare(PASSPHRASE, { replaceDevice: true });
    await to.gate.openNew(() => to.preparation.finish());
    await to.gate.stop();
  });

  it("leaves nothing when it is called off, and can be taken afterwards", async () => {
    const to = await target(file);
    await to.accountImport.choose();
    await to.accountImport.open(FILE_PASSPHRASE);
    to.watchers.push(({ task, fraction = 0 }) => {
      if (task === "import" && fraction > 0.3) to.accountImport.cancel();
    });
    await expect(to.accountImport.prepare(PASSPHRASE, { replaceDevice: false })).rejects.toThrow(refused("canceled"));
    expect(to.left()).toEqual([]);
    to.watchers.length = 0;
    await to.accountImport.prepare(PASSPHRASE, { replaceDevice: false });
  });

  it("leaves nothing when it turns out to be damaged, and takes a good one then", async () => {
    const damaged = join(tempFolder(), "damaged.stamp-account");
    const bytes = readFileSync(file);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    writeFileSync(damaged, bytes);
    const to = await target(damaged);
    await to.accountImport.choose();
    await to.accountImport.open(FILE_PASSPHRASE);
    await expect(to.accountImport.prepare(PASSPHRASE, { replaceDevice: false })).rejects.toThrow(refused("account-file-damaged"));
    expect(to.left()).toEqual([]);
    await to.choose(file);
    await to.accountImport.open(FILE_PASSPHRASE);
    await to.accountImport.prepare(PASSPHRASE, { replaceDevice: false });
  });

  it("is refused with another passphrase, and needs one before it is taken", async () => {
    const to = await target(file);
    await expect(to.accountImport.open(FILE_PASSPHRASE)).rejects.toThrow(refused("not-allowed-now"));
    await to.accountImport.choose();
    await expect(to.accountImport.open(PASSPHRASE.passphrase)).rejects.toThrow(refused("account-file-wrong-passphrase"));
    await expect(to.accountImport.prepare(PASSPHRASE, { replaceDevice: false })).rejects.toThrow(refused("not-allowed-now"));
  });

  it("is forgotten with its key, and must be chosen and opened anew then", async () => {
    const to = await target(file);
    await to.accountImport.choose();
    await to.accountImport.open(FILE_PASSPHRASE);
    to.accountImport.forget();
    await expect(to.accountImport.prepare(PASSPHRASE, { replaceDevice: false })).rejects.toThrow(refused("not-allowed-now"));
    await expect(to.accountImport.open(FILE_PASSPHRASE)).rejects.toThrow(refused("not-allowed-now"));
  });

  it("is chosen with care: nothing, a folder, another file, one that is gone, a giant", async () => {
    const folder = tempFolder();
    const other = join(folder, "letter.txt");
    writeFileSync(other, "Dear Alice");
    const giant = join(folder, "giant.stamp-account");
    writeFileSync(giant, readFileSync(file).subarray(0, 200));
    await truncate(giant, 16 * 1024 ** 3 + 1);
    const to = await target(undefined);
    expect(await to.choose(undefined)).toBeUndefined();
    await expect(to.choose(folder)).rejects.toThrow(refused("not-an-account-file"));
    await expect(to.choose(other)).rejects.toThrow(refused("not-an-account-file"));
    await expect(to.choose(join(folder, "gone"))).rejects.toThrow(refused("account-file-unreadable"));
    await expect(to.choose(giant)).rejects.toThrow(refused("account-file-too-large"));
  });
});

describe("saving an account", () => {
  const inFolder = () => join(tempFolder(), "alice.stamp-account");

  it("goes on with what is written meanwhile: the file has the account as it was, twenty megabytes of it", { timeout: 60_000 }, async () => {
    const file = inFolder();
    const from = await source(file);
    fill(from.database, 2000);
    const write = from.database.prepare("INSERT INTO settings (key, value) VALUES (?, 'later')");
    from.watchers.push(({ fraction }) => {
      if (fraction !== undefined) write.run(`later ${String(fraction)}`);
    });
    expect(await from.accountExport.save(FILE_PASSPHRASE)).toBe(true);
    expect(statSync(file).size).toBeGreaterThan(20_000_000);
    expect(from.database.prepare("SELECT count(*) FROM settings WHERE value = 'later'").pluck().get()).toBeGreaterThan(50);
    await from.end();
    const to = await target(file);
    await to.accountImport.choose();
    await to.accountImport.open(FILE_PASSPHRASE);
    await to.accountImport.prepare(PASSPHRASE, { replaceDevice: false });
    await to.gate.openNew(() => to.preparation.finish());
    const count = to.gate.session.database.prepare("SELECT count(*), sum(value = 'later') FROM settings").raw().get();
    expect(count).toEqual([2000, 0]);
    await to.gate.stop();
  });

  it("leaves nothing when it is called off, not even what was there under that name", async () => {
    const file = inFolder();
    writeFileSync(file, "an older one");
    const from = await source(file);
    fill(from.database, 500);
    from.watchers.push(({ fraction = 0 }) => {
      if (fraction > 0.3) from.accountExport.cancel();
    });
    await expect(from.accountExport.save(FILE_PASSPHRASE)).rejects.toThrow(refused("canceled"));
    expect(readdirSync(join(file, ".."))).toEqual(["alice.stamp-account"]);
    expect(readFileSync(file, "utf8")).toBe("an older one");
    from.watchers.length = 0;
    expect(await from.accountExport.save(FILE_PASSPHRASE)).toBe(true);
    await from.end();
  });

  it("is called off when the account is closed", async () => {
    const file = inFolder();
    const from = await source(file);
    fill(from.database, 500);
    const running = expect(from.accountExport.save(FILE_PASSPHRASE)).rejects.toThrow(refused("canceled"));
    await expect(from.accountExport.save(FILE_PASSPHRASE)).rejects.toThrow(refused("not-allowed-now"));
    await from.accountExport.stop();
    await running;
    await from.gate.stop();
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(from.folder).sort()).toEqual(["keyring.json", "stamp.db"]);
  });

  it("is called off when the account is closed while nobody says where", async () => {
    const from = await source(new Promise<undefined>(() => undefined));
    const running = expect(from.accountExport.save(FILE_PASSPHRASE)).rejects.toThrow(refused("canceled"));
    await from.accountExport.stop();
    await running;
    expect(from.exporting).toEqual([]);
    await from.gate.stop();
  });

  it("says so when the disk does not take it, and when nobody wanted it", async () => {
    const nowhere = await source(join(tempFolder(), "no such folder", "alice.stamp-account"));
    await expect(nowhere.accountExport.save(FILE_PASSPHRASE)).rejects.toThrow(refused("file-not-saved"));
    await nowhere.end();
    const nobody = await source(undefined);
    expect(await nobody.accountExport.save(FILE_PASSPHRASE)).toBe(false);
    expect(nobody.exporting).toEqual([]);
    await nobody.end();
  });

  it("never replaces a file of the account itself", async () => {
    const from = await source(undefined);
    const file = join(from.folder, "stamp.db");
    const [databaseKey = new Uint8Array(0)] = from.databaseKeys;
    const askWhere = () => Promise.resolve(file);
    const accountExport = createAccountExport({ database: from.database, databaseKey, nativeBinding, askWhere, report: () => undefined });
    const { ino } = statSync(file);
    await expect(accountExport.save(FILE_PASSPHRASE)).rejects.toThrow(refused("file-not-saved"));
    expect(statSync(file).ino).toBe(ino);
    await from.end();
  });

  it("takes no short passphrase and no account of “Try it here”", async () => {
    const from = await source(inFolder());
    await expect(from.accountExport.save("short")).rejects.toThrow(refused("passphrase-too-short"));
    await from.end();
    const tried = await source(inFolder(), { ...ALICE, tryHere: true });
    await expect(tried.accountExport.save(FILE_PASSPHRASE)).rejects.toThrow(refused("account-file-try-here"));
    await tried.end();
  });
});
