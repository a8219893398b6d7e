// The embedded server's own SQLite file: accounts as digest hashes, and messages for devices that are away (spec 2.6).
// The server's 202 is a promise, so a message is written and synced before it; it is deleted only after a device's 200.
import { closeSync, openSync } from "node:fs";
import BetterSqlite3 from "better-sqlite3-multiple-ciphers";
import type { Ha1 } from "./digest";

export interface StoredMessage {
  /** Ascending in order of arrival, never used twice. */
  readonly id: number;
  /** User of the sender, at the same domain. */
  readonly sender: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

export interface Store {
  /** Adds the account or gives it new hashes. */
  putAccount(user: string, ha1: Ha1): void;
  /** Removes the account and its messages. */
  removeAccount(user: string): void;
  findAccount(user: string): Ha1 | undefined;
  listAccounts(): readonly string[];
  /** False when the account has `limit` messages already, or its sender's share of them. On disk when it returns. */
  addMessage(user: string, message: Omit<StoredMessage, "id">, limits: StoreLimits): boolean;
  /** The user's oldest message with a greater id. */
  nextMessage(user: string, afterId: number): StoredMessage | undefined;
  deleteMessage(id: number): void;
  countMessages(user: string): number;
  /** Forgets what arrived before that time; how many there were. */
  expireMessages(before: number): number;
  close(): void;
}

/** Without the second, one stranger could fill all places of an account. */
export interface StoreLimits {
  readonly perAccount: number;
  readonly perSender: number;
}

export interface StoreOptions {
  readonly file: string;
  /** Accounts and messages of another domain in the same file are not seen. */
  readonly domain: string;
  /** Path of a driver built for this runtime; the packaged one is used without it. */
  readonly nativeBinding?: string | undefined;
}

const VERSION = 2;
/** The file is the server's alone; somebody else's lock must not stop the process for long. */
const BUSY_MS = 300;
const SCHEMA = `
  CREATE TABLE account (
    domain TEXT NOT NULL,
    user TEXT NOT NULL,
    ha1_md5 TEXT NOT NULL,
    ha1_sha256 TEXT NOT NULL,
    PRIMARY KEY (domain, user)
  ) STRICT;
  CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: a device's late 200 must not delete a newer message
    domain TEXT NOT NULL,
    user TEXT NOT NULL,
    sender TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body BLOB NOT NULL,
    received_at INTEGER NOT NULL -- ms since 1970
  ) STRICT;
  CREATE INDEX message_of_user ON message (domain, user, id);
  CREATE INDEX message_by_age ON message (received_at);
`;
/** Version 2. */
const SENDERS = "CREATE INDEX message_of_sender ON message (domain, user, sender);";

/** Throws the driver's error when the file cannot be used, and for one made by a newer version. */
export function openStore({ file, domain, nativeBinding }: StoreOptions): Store {
  // Hashes in it are as good as passwords here: nobody else on the machine may read it.
  closeSync(openSync(file, "a", 0o600));
  const db = new BetterSqlite3(file, { timeout: BUSY_MS, ...(nativeBinding === undefined ? {} : { nativeBinding }) });
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  const version = Number(db.pragma("user_version", { simple: true }));
  // Read back, because the driver has a WAL default of its own that does not sync each write.
  const isDurable = db.pragma("synchronous", { simple: true }) === 2;
  if (version > VERSION || !isDurable) {
    db.close();
    throw new Error(isDurable ? `${file} was made by a newer version` : `${file} cannot be written durably`);
  }
  if (version < VERSION) {
    db.transaction(() => {
      if (version === 0) db.exec(SCHEMA);
      db.exec(SENDERS);
      db.pragma(`user_version = ${VERSION}`);
    })();
  }

  const put = db.prepare("INSERT OR REPLACE INTO account (domain, user, ha1_md5, ha1_sha256) VALUES (?, ?, ?, ?)");
  const find = db.prepare("SELECT ha1_md5 AS md5, ha1_sha256 AS sha256 FROM account WHERE domain = ? AND user = ?");
  const list = db.prepare("SELECT user FROM account WHERE domain = ? ORDER BY user").pluck();
  const removeAccount = db.prepare("DELETE FROM account WHERE domain = ? AND user = ?");
  const removeMessages = db.prepare("DELETE FROM message WHERE domain = ? AND user = ?");
  const add = db.prepare(
    "INSERT INTO message (domain, user, sender, content_type, body, received_at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const count = db.prepare("SELECT count(*) FROM message WHERE domain = ? AND user = ?").pluck();
  const countSent = db.prepare("SELECT count(*) FROM message WHERE domain = ? AND user = ? AND sender = ?").pluck();
  const next = db.prepare(
    `SELECT id, sender, content_type AS contentType, body, received_at AS receivedAt
       FROM message WHERE domain = ? AND user = ? AND id > ? ORDER BY id LIMIT 1`,
  );
  const remove = db.prepare("DELETE FROM message WHERE id = ?");
  const expire = db.prepare("DELETE FROM message WHERE received_at < ?");
  const removeAll = db.transaction((user: string) => {
    removeMessages.run(domain, user);
    removeAccount.run(domain, user);
  });
  const countMessages = (user: string): number => count.get(domain, user) as number;

  return {
    putAccount: (user, { md5, sha256 }) => void put.run(domain, user, md5, sha256),
    removeAccount: (user) => void removeAll(user),
    findAccount: (user) => find.get(domain, user) as Ha1 | undefined,
    listAccounts: () => list.all(domain) as string[],
    addMessage(user, { sender, contentType, body, receivedAt }, { perAccount, perSender }) {
      if (countMessages(user) >= perAccount || (countSent.get(domain, user, sender) as number) >= perSender) return false;
      add.run(domain, user, sender, contentType, body, receivedAt);
      return true;
    },
    nextMessage: (user, afterId) => next.get(domain, user, afterId) as StoredMessage | undefined,
    deleteMessage: (id) => void remove.run(id),
    countMessages,
    expireMessages: (before) => expire.run(before).changes,
    close() {
      if (db.open) db.close();
    },
  };
}
