// Makes the app data of somebody with years of messages, for looking at, for measuring and for end-to-end tests:
// `node dist/scripts/big-history.cjs --folder DIR --messages 100000 --conversations 2000`. Prints one line of JSON with the
// profile, its passphrase and what is in it. The account's server does not exist; the app stays offline.
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

const PETRA: DemoPerson = { name: "petra", address: "petra@history.stamp" as Address, password: "not used" };
const PASSPHRASE = "marble lantern otter seven";

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name} takes a whole number`);
  return number;
}

async function main(): Promise<void> {
  const number = (byDefault: string) => ({ type: "string", default: byDefault }) as const;
  const options = {
    folder: { type: "string" },
    messages: number("100000"), conversations: number("2000"), each: number("50"), unread: number("500"), seed: number("1"),
  } as const;
  const { folder, ...numbers } = parseArgs({ options }).values;
  if (folder === undefined) throw new Error("--folder DIR: where the app data go");
  const begun = performance.now();
  const account = profilePaths(folder, PETRA.name).account;
  mkdirSync(account, { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
  const { address, password } = PETRA;
  await writeNewAccount(account, { address, password, serverUrl: "ws://127.0.0.1:1", tryHere: false, contacts: [] }, { key, nativeBinding });
  const database = openDatabase({ file: databaseFile(account), key, nativeBinding });
  // A run that dies leaves nothing worth keeping.
  database.pragma("synchronous = OFF");
  const shape = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, wholeNumber(name, value)])) as Record<keyof typeof numbers, number>;
  const filled = fillHistory(createStore(database), address, { ...shape, now: Date.now() });
  closeDatabase(database);
  await protectDemoAccount({ folder: account, key }, PETRA, PASSPHRASE);
  console.log(JSON.stringify({ profile: PETRA.name, passphrase: PASSPHRASE, ...filled, seconds: Math.round(performance.now() - begun) / 1000 }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
