// Makes the app data of somebody with years of messages, for looking at, for measuring and for end-to-end tests:
// `node dist/scripts/big-history.cjs --folder DIR --messages 100000 --conversations 2000`. Prints one line of JSON with the
// profile, its passphrase and what is in it. The account's server does not exist and the app stays offline, unless
// `--address ME --password WORD --server ws://127.0.0.1:PORT --friend ADDRESS` make the long conversation one that goes on.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { closeDatabase, openDatabase } from "../main/db/open";
import { createStore } from "../main/db/store";
import { databaseFile } from "../main/account/account-folder";
import { writeNewAccount } from "../main/account/new-account";
import { randomBytes } from "../main/crypto/random";
import { profilePaths } from "../main/platform/paths";
import type { Address } from "../shared/ids";
import { protectDemoAccount, type DemoPerson } from "./demo/people";
import { fillHistory } from "./runs/history/fill";

const PETRA = { address: "petra@history.stamp", password: "not used", server: "ws://127.0.0.1:1" } as const;
const PASSPHRASE = "marble lantern otter seven";

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name} takes a whole number`);
  return number;
}

async function main(): Promise<void> {
  const text = (byDefault: string) => ({ type: "string", default: byDefault }) as const;
  const options = {
    folder: { type: "string" },
    address: text(PETRA.address), password: text(PETRA.password), server: text(PETRA.server),
    friend: { type: "string" },
    messages: text("100000"), conversations: text("2000"), each: text("50"), unread: text("500"), seed: text("1"),
  } as const;
  const { folder, address, password, server: serverUrl, friend, ...numbers } = parseArgs({ options }).values;
  if (folder === undefined) throw new Error("--folder DIR: where the app data go");
  const begun = performance.now();
  const person: DemoPerson = { name: address.slice(0, address.indexOf("@")), address: address as Address, password };
  const account = profilePaths(folder, person.name).account;
  mkdirSync(account, { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
  await writeNewAccount(account, { address: person.address, password, serverUrl, tryHere: false, contacts: [] }, { key, nativeBinding });
  const database = openDatabase({ file: databaseFile(account), key, nativeBinding });
  // A run that dies leaves nothing worth keeping.
  database.pragma("synchronous = OFF");
  const shape = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, wholeNumber(name, value)])) as Record<keyof typeof numbers, number>;
  const filled = fillHistory(createStore(database), person.address, { ...shape, friend: friend as Address | undefined, now: Date.now() });
  closeDatabase(database);
  await protectDemoAccount({ folder: account, key }, person, PASSPHRASE);
  console.log(JSON.stringify({ profile: person.name, passphrase: PASSPHRASE, ...filled, seconds: Math.round(performance.now() - begun) / 1000 }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
