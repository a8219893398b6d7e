// Reads a person's file after the run.
import { readAccount } from "../../../main/db/account-repository";
import { closeDatabase, openDatabase, type Database } from "../../../main/db/open";
import { present } from "../../../shared/assert";
import type { DeliveryStatus } from "../../../shared/delivery";
import type { Address } from "../../../shared/ids";
import { problemsOf } from "../chaos/examine-file";
import type { Findings, History } from "./judgement";
import type { Seat } from "./orders";

/** What the files hold, all together. */
export function examine(seats: readonly Seat[]): Omit<Findings, "resent"> {
  const files = seats.map(examineOne);
  return {
    histories: files.flatMap(({ histories }) => histories),
    queue: files.reduce((sum, { queue }) => sum + queue, 0),
    problems: files.flatMap(({ problems }) => problems),
  };
}

function examineOne({ file, key }: Seat): Omit<Findings, "resent"> {
  const database = openDatabase({ file, key: Buffer.from(key, "hex"), nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
  try {
    const { address } = present(readAccount(database), "an account");
    return {
      histories: readHistories(database, address),
      queue: database.prepare<[], number>("SELECT count(*) FROM message_queue").pluck().get() ?? 0,
      problems: problemsOf(database).map((problem) => `${address}: ${problem}`),
    };
  } finally {
    closeDatabase(database);
  }
}

function readHistories(database: Database, of: Address): readonly History[] {
  const contacts = database.prepare<[], { id: number; address: Address }>("SELECT id, address FROM contacts").all();
  const own = database.prepare<[number], { text: string; status: DeliveryStatus }>(
    "SELECT text, status FROM messages WHERE kind = 'own' AND contact_id = ? ORDER BY id",
  );
  const shown = database
    .prepare<[number], string>("SELECT text FROM messages WHERE kind = 'peer' AND contact_id = ? ORDER BY position")
    .pluck();
  return contacts.map(({ id, address }) => ({ of, with: address, own: own.all(id), shown: shown.all(id) }));
}
