// For tests of repair and backups: an account's folder with some hundred messages of several contacts, as a clean end or
// a crash leaves it, and what a file has in it afterwards.
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "../../../shared/ids";
import { createAccount } from "../../db/account-repository";
import { textsWithoutRow } from "../../db/delivery-consistency";
import { closeDatabase, openDatabase, type Database } from "../../db/open";
import { createStore, type Store } from "../../db/store";
import { insertContact, insertOwn, insertPeer, outgoing, T0 } from "../../db/testing/rows";
import { TEST_KEY } from "../../db/testing/temp-database";
import { silentLog } from "../../platform/log";
import { tempFolder } from "../../platform/testing/temp-folder";
import { closeAccountFile, databaseFile, openAccountFile } from "../account-folder";
import { keepBackup } from "../backups";
import { repairAccount } from "../repair";

export const access = { key: TEST_KEY, nativeBinding: process.env["STAMP_SQLITE_BINDING"] };
export const BACKUP_AT = T0 + 1000;
export const REPAIR_AT = T0 + 90_000_000;
const PEOPLE = ["bob@example.com", "carol@example.com", "dave@example.com"] as const;

export interface History {
  /** The account's. */
  readonly folder: string;
  /** The encrypted file in it. */
  readonly file: string;
  /** Every text, in the order of writing; the first `inBackup` of them are in the backup, too. */
  readonly texts: readonly string[];
  readonly inBackup: number;
}

interface Shape {
  readonly before?: number;
  readonly after?: number;
  readonly backup?: boolean;
  /** The newest messages are in the log only. */
  readonly crashed?: boolean;
}

/** `before` messages, a backup unless it is false, `after` more. */
export function history({ before = 300, after = 100, backup = true, crashed = false }: Shape = {}): History {
  const folder = join(tempFolder(), "account");
  mkdirSync(folder);
  const made = join(tempFolder(), "stamp.db");
  const db = openDatabase({ file: made, ...access });
  addAccount(db);
  const store = createStore(db);
  const contacts = PEOPLE.map((address) => insertContact(store, address));
  const texts: string[] = [];
  const write = (count: number): void => {
    for (let index = 0; index < count; index += 1) texts.push(writeText(store, contacts, texts.length));
  };
  store.transaction(() => { write(before); });
  db.pragma("wal_checkpoint(TRUNCATE)");
  if (backup) {
    const descriptor = openSync(made, "r");
    keepBackup(folder, { descriptor, size: statSync(made).size }, BACKUP_AT, access);
    closeSync(descriptor);
  }
  for (let rest = after; rest > 0; rest -= 10) store.transaction(() => { write(Math.min(10, rest)); });
  if (!crashed) db.pragma("wal_checkpoint(TRUNCATE)");
  const file = databaseFile(folder);
  for (const end of crashed ? ["", "-wal"] : [""]) copyFileSync(`${made}${end}`, `${file}${end}`);
  closeDatabase(db);
  return { folder, file, texts, inBackup: backup ? before : 0 };
}

function addAccount(db: Database): void {
  const [address, serverUrl] = ["alice@example.com" as Address, "wss://sip.example.com"];
  const bytes = new Uint8Array(900).fill(5);
  createAccount(db, { address, serverUrl, password: "server password", privateKey: bytes, certificate: bytes, createdAt: T0, tryHere: false });
}

/** A third from the contact; of the own ones most are delivered, some wait. Some are long, as overflow pages are. */
function writeText(store: Store, contacts: readonly ReturnType<typeof insertContact>[], number: number): string {
  const contact = contacts[number % contacts.length]!;
  const text = `${String(number)}: ${"lorem ipsum ".repeat(number % 23)}${number % 97 === 5 ? "long ".repeat(1500) : ""}`;
  if (number % 5 === 0) insertPeer(store, contact, text, { ampNonce: number + 1 });
  else {
    const own = insertOwn(store, contact, text, number + 1);
    if (number % 7 === 1) store.outgoing.insert(outgoing(PEOPLE[number % PEOPLE.length]!, { messageId: own.id }));
    else store.messages.setDelivery(own.id, { status: "delivered" });
  }
  const hash = new Uint8Array(32).map((_, index) => (number * 31 + index * 7 + (index === 0 ? number * 17 : 0)) & 255);
  store.duplicates.rememberReplayKey(hash);
  store.duplicates.rememberRaw(hash, T0);
  return text;
}

export function repair({ folder }: History) {
  return repairAccount({ folder, ...access, at: REPAIR_AT, progress: () => undefined });
}

/** What the account has when it is opened now. */
export function openedTexts({ folder }: History) {
  const db = openAccountFile(folder, access);
  try {
    const texts = db.prepare<[], string>("SELECT text FROM messages ORDER BY id").pluck().all();
    return {
      texts,
      doubled: texts.length - new Set(texts).size,
      integrity: db.pragma("integrity_check(1)", { simple: true }),
      references: db.pragma("foreign_key_check"),
      rowsMissing: textsWithoutRow(db).length,
      contacts: db.prepare<[], string>("SELECT address FROM contacts ORDER BY id").pluck().all(),
      nextNumbers: db.prepare<[], number>("SELECT next_sequence_number FROM contacts").pluck().all(),
      account: db.prepare("SELECT address FROM account").pluck().get(),
    };
  } finally {
    closeAccountFile(db, silentLog);
  }
}

/** Changes one bit. */
export function flipBit(file: string, offset: number): void {
  const bytes = readFileSync(file);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
