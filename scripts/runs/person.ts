// One person of a run: a complete session on an encrypted file of its own. Keys are made once and files copied, so
// that a thousand runs are a matter of minutes.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { createIdentity, loadIdentity, type Identity } from "../../main/crypto/identity";
import { createAccount } from "../../main/db/account-repository";
import { closeDatabase, openDatabase, type Database } from "../../main/db/open";
import type { Random } from "../../main/messaging/ports";
import { silentLog } from "../../main/platform/log";
import { openSession } from "../../main/session";
import type { Session, SessionOptions } from "../../main/session-contract";
import type { Contact } from "../../shared/contact";
import type { Address } from "../../shared/ids";
import type { Message } from "../../shared/message";
import type { Journey } from "./journey";

/** An account that is ready to be copied. */
export interface Account {
  readonly address: Address;
  readonly identity: Identity;
  readonly file: string;
}

const KEY = new Uint8Array(32).fill(7);

function open(file: string): Database {
  const database = openDatabase({ file, key: KEY, nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
  // Waiting for the disk is most of the time, and what it would save us from does not happen in a run.
  database.pragma("synchronous = OFF");
  return database;
}

/** Makes keys and a file for each name. */
export function makeAccounts(folder: string, names: readonly string[]): Promise<readonly Account[]> {
  return Promise.all(names.map((name) => makeAccount(folder, `${name}@runs.stamp` as Address)));
}

async function makeAccount(folder: string, address: Address): Promise<Account> {
  const { pkcs8: privateKey, certificate } = await createIdentity(address);
  const file = join(folder, `account-${address}.db`);
  const database = open(file);
  const createdAt = Date.now();
  createAccount(database, { address, serverUrl: "ws://127.0.0.1:1", password: "", privateKey, certificate, createdAt, tryHere: false });
  closeDatabase(database);
  return { address, identity: await loadIdentity({ pkcs8: privateKey, certificate }), file };
}

export interface PersonOptions {
  readonly account: Account;
  /** Where the copies of the file go. */
  readonly folder: string;
  readonly journey: Journey;
  readonly random: Random;
  readonly capabilities: readonly string[];
  readonly createSip: NonNullable<SessionOptions["createSip"]>;
}

export interface Person {
  readonly address: Address;
  readonly session: Session;
  readonly database: Database;
  /** What the app supports that runs now. */
  readonly capabilities: readonly string[];
  /** Undefined for somebody who is not in the list. */
  contact(address: Address): Contact | undefined;
  history(contact: Contact): readonly Message[];
  /** Ends and begins anew from what is in the file, perhaps as another version. */
  restart(capabilities?: readonly string[]): Promise<void>;
  /** The same from what was on the disk at this moment; `cut` takes the device off the network. */
  restartAfterPowerCut(cut: () => void): Promise<void>;
  close(): Promise<void>;
}

/** More than a run ever writes. */
const PAGE = 500;

export async function openPerson(options: PersonOptions): Promise<Person> {
  const { account, folder, journey, random, createSip } = options;
  let { capabilities } = options;
  let files = 0;

  const nextFile = (): string => join(folder, `${account.address}-${String((files += 1))}.db`);

  async function begin(file: string) {
    const database = open(file);
    const session = await openSession({
      database,
      log: silentLog,
      loopbackOnly: true,
      ownCapabilities: capabilities,
      clock: journey.clock,
      random,
      createSip,
    });
    session.start();
    return { file, database, session };
  }

  async function end(): Promise<void> {
    await journey.over(now.session.stop());
    closeDatabase(now.database);
  }

  const first = nextFile();
  copyFileSync(account.file, first);
  let now = await begin(first);

  return {
    address: account.address,
    get session() {
      return now.session;
    },
    get database() {
      return now.database;
    },
    get capabilities() {
      return capabilities;
    },
    contact: (address) => now.session.snapshot().contacts.find((contact) => contact.address === address),
    history: ({ id }) => now.session.commands.page(id, undefined, PAGE).messages,
    async restart(next = capabilities) {
      await end();
      capabilities = next;
      now = await begin(now.file);
    },
    async restartAfterPowerCut(cut) {
      cut();
      const file = nextFile();
      for (const suffix of ["", "-wal"]) copyFileSync(`${now.file}${suffix}`, `${file}${suffix}`);
      await end();
      now = await begin(file);
    },
    close: end,
  };
}
