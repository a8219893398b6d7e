// For tests: a profile with an account that is saved, and an empty one that takes it; all parts but SIP.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Progress } from "../../../../shared/app-state";
import type { Database } from "../../../db/open";
import { insertContact } from "../../../db/testing/rows";
import { createStore } from "../../../db/store";
import { tempFolder } from "../../../platform/testing/temp-folder";
import { parseServerUrl } from "../../../sip/server-url";
import { ALICE, PASSPHRASE, testProfile } from "../../testing/profile";
import { createAccountExport, type AccountExport } from "../account-export";
import { createAccountImport } from "../account-import";

export const FILE_PASSPHRASE = "words for the file";
export const nativeBinding = process.env["STAMP_SQLITE_BINDING"];

interface Source extends ReturnType<typeof testProfile> {
  readonly database: Database;
  readonly accountExport: AccountExport;
  readonly exporting: readonly Progress[];
  readonly watchers: ((step: Progress) => void)[];
  readonly asked: readonly string[];
  end(): Promise<void>;
}

const NAMES = ["stamp.db", "keyring.json"] as const;
const made = new Map<typeof ALICE, readonly Uint8Array[]>();

/** The files of a new account, which is made once: that takes seconds. */
async function putAccount(folder: string, data: typeof ALICE): Promise<void> {
  const files = made.get(data) ?? (await makeAccount(data));
  made.set(data, files);
  mkdirSync(folder, { recursive: true });
  for (const [index, name] of NAMES.entries()) writeFileSync(join(folder, name), files[index] ?? "");
}

async function makeAccount(data: typeof ALICE): Promise<readonly Uint8Array[]> {
  // Also before all tests, where nothing clears up by itself.
  const base = mkdtempSync(join(tmpdir(), "stamp-test-"));
  const { gate, preparation, folder } = testProfile({ base });
  await gate.start();
  await preparation.prepare(data, PASSPHRASE);
  await gate.openNew(() => preparation.finish());
  await gate.stop();
  const files = NAMES.map((name) => readFileSync(join(folder, name)));
  rmSync(base, { recursive: true });
  return files;
}

/** An open account, and the saving of it to `target`; a promise is a question that is still open. */
export async function source(target: string | undefined | Promise<undefined>, data = ALICE, base = tempFolder()): Promise<Source> {
  await putAccount(join(base, "account"), data);
  const profile = testProfile({ base });
  await profile.gate.start();
  await profile.gate.unlock(PASSPHRASE);
  const [databaseKey = new Uint8Array(0)] = profile.databaseKeys;
  const { database } = profile.gate.session;
  const progress: Progress[] = [];
  const asked: string[] = [];
  const watchers: ((step: Progress) => void)[] = [];
  const accountExport = createAccountExport({
    database,
    databaseKey,
    nativeBinding,
    askWhere: async (name) => (asked.push(name), target),
    report(step) {
      progress.push(step);
      for (const watch of watchers) watch(step);
    },
  });
  const end = async (): Promise<void> => {
    await accountExport.stop();
    await profile.gate.stop();
  };
  return { ...profile, database, accountExport, exporting: progress, watchers, asked, end };
}

/** An empty profile, and what its welcome screen does with the file. */
export async function target(file: string | undefined, { published = false } = {}) {
  const profile = testProfile();
  await profile.gate.start();
  const progress: Progress[] = [];
  const watchers: ((step: Progress) => void)[] = [];
  let chosen = file;
  const accountImport = createAccountImport({
    gate: profile.gate,
    preparation: profile.preparation,
    serverCheck: {
      parseUrl: parseServerUrl,
      readProxy: ({ url }) => url,
      findServer: () => Promise.resolve(undefined),
      testConnection: () => Promise.resolve([]),
      isPublished: () => Promise.resolve(published),
    },
    nativeBinding,
    askWhich: () => Promise.resolve(chosen),
    report(step) {
      progress.push(step);
      for (const watch of watchers) watch(step);
    },
  });
  const choose = (other: string | undefined) => {
    chosen = other;
    return accountImport.choose();
  };
  const left = () => readdirSync(profile.base).filter((name) => name.startsWith("account"));
  return { ...profile, accountImport, importing: progress, watchers, choose, left };
}

export function rowsOf(db: Database): Record<string, unknown> {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  return Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).all()]));
}

/** Something in many tables, among it what protects against replay. */
export function fill(db: Database, settings = 20): void {
  const store = createStore(db);
  store.transaction(() => {
    const bob = insertContact(store, "bob@example.com");
    insertContact(store, "mallory@example.com", "blocked");
    db.prepare("UPDATE conversations SET draft = 'half a text' WHERE contact_id = ?").run(bob);
    db.prepare("INSERT INTO messages (contact_id, kind, position, sent_at, arrived_at, text) VALUES (?, 'peer', 1, 1, 1, 'Hello')").run(bob);
    db.prepare("INSERT INTO replay_keys (sha256) VALUES (randomblob(32))").run();
    db.prepare("INSERT INTO raw_copies (sha256, received_at) VALUES (randomblob(32), 5)").run();
    const insert = db.prepare("INSERT INTO settings (key, value) VALUES (?, ?)");
    for (let row = 0; row < settings; row += 1) insert.run(`filling ${String(row)}`, "x".repeat(10_000));
    db.prepare("UPDATE account SET instance_id = 'the old installation', online_millis = 77").run();
  });
}
