// The index of the search follows from the texts (005-search.sql): when it alone is damaged nothing is lost, so it is emptied
// and made anew, and neither a message that comes in nor the opening of the account fails for it.
import type { Database } from "better-sqlite3-multiple-ciphers";

/** As SQLite words what it finds in one of our two index tables, and in nothing else. */
const OF_THE_INDEX = /^fts5: .*\bsearch_(?:pieces|starts)"$|FTS5 table main\.search_(?:pieces|starts)\b/u;

/** Looks at the whole file, for as long as SQLite needs for it. Throws what the driver says. */
export function checkFile(db: Database): "whole" | "index-damaged" | "damaged" {
  if (db.pragma("quick_check(1)", { simple: true }) === "ok") return "whole";
  const found = db.pragma("quick_check") as readonly { readonly quick_check: string }[];
  return found.every(({ quick_check }) => OF_THE_INDEX.test(quick_check)) ? "index-damaged" : "damaged";
}

/** The index contradicts itself; a page that cannot be read is another error. Only its tables are virtual ones. */
export function isIndexDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_CORRUPT_VTAB";
}

/**
 * The index is emptied, in one step whatever its size, for being made anew (search-index.ts). Cheaper than taking very many
 * texts out one by one. Call inside a transaction.
 */
export function giveUpIndex(db: Database): void {
  db.exec(`
    INSERT INTO search_pieces (search_pieces) VALUES ('delete-all');
    INSERT INTO search_starts (search_starts) VALUES ('delete-all');
    UPDATE search_progress SET (indexed_from, started_from) =
      (SELECT coalesce(max(id), -1) + 1, coalesce(max(id), -1) + 1 FROM messages WHERE text IS NOT NULL);
  `);
}

/** Gives a damaged index up when the rest of the file is whole; nothing is written otherwise. False: the file is damaged. */
export function healIndex(db: Database): boolean {
  const heal = db.transaction(() => {
    giveUpIndex(db);
    if (checkFile(db) !== "whole") throw new Error("more than the index");
  });
  try {
    heal.immediate();
    return true;
  } catch {
    return false;
  }
}
