// The functions that the triggers of 005-search.sql call: what of a text goes into the index. Every connection that
// writes messages needs them.
import type { Database } from "better-sqlite3-multiple-ciphers";
import { foldForSearch, shortParts } from "../../shared/search-fold";

export function addSearchFunctions(db: Database): void {
  db.function("search_fold", { deterministic: true }, (text: unknown) => foldForSearch(String(text)));
  db.function("search_short", { deterministic: true }, (text: unknown) => shortParts(String(text)));
}
