// Reads an app's file after the run: what it holds, and whether it holds together.
import { alignRowStates, removeRowsWithoutText, textsInFlight, textsWithoutRow } from "../../../main/db/delivery-consistency";
import { closeDatabase, openDatabase, type Database } from "../../../main/db/open";
import type { DeliveryStatus } from "../../../shared/delivery";
import type { FileContent } from "./judgement";

export function examineFile(name: string, file: string, key: Uint8Array): FileContent {
  const database = openDatabase({ file, key, nativeBinding: process.env["STAMP_SQLITE_BINDING"] });
  try {
    return { name, ...readTexts(database), queue: count(database, "SELECT count(*) FROM message_queue"), problems: problemsOf(database) };
  } finally {
    closeDatabase(database);
  }
}

function readTexts(database: Database): Pick<FileContent, "own" | "shown"> {
  const own = database.prepare<[], { text: string; status: DeliveryStatus }>("SELECT text, status FROM messages WHERE kind = 'own' ORDER BY position");
  const shown = database.prepare<[], string>("SELECT text FROM messages WHERE kind = 'peer' ORDER BY position").pluck();
  return { own: own.all(), shown: shown.all() };
}

/** What is wrong with an app's file, in words; puts some of it right. */
export function problemsOf(database: Database): readonly string[] {
  const counts = {
    "damaged pages": damageOf(database, "quick_check").length + damageOf(database, "integrity_check").length,
    "rows that point nowhere": (database.pragma("foreign_key_check") as unknown[]).length,
    "texts without their row": textsWithoutRow(database).length,
    "texts in flight": textsInFlight(database).length,
    "rows in another state than their text": alignRowStates(database),
    "rows without their text": removeRowsWithoutText(database),
    "texts counted wrongly as unread": count(
      database,
      `SELECT count(*) FROM conversations c WHERE unread <>
         (SELECT count(*) FROM messages m WHERE m.contact_id = c.contact_id AND kind = 'peer' AND read_at IS NULL)`,
    ),
    // Everything that came was sealed by the friend: nothing of it may look forged.
    "lines about what could not be verified": count(database, "SELECT count(*) FROM messages WHERE kind = 'note'"),
  };
  return Object.entries(counts).flatMap(([what, number]) => (number === 0 ? [] : [`${String(number)} ${what}`]));
}

const damageOf = (database: Database, check: "quick_check" | "integrity_check"): readonly unknown[] =>
  (database.pragma(check) as readonly Record<string, unknown>[]).filter((row) => row[check] !== "ok");

const count = (database: Database, sql: string): number => database.prepare<[], number>(sql).pluck().get() ?? 0;
