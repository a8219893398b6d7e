// Looks texts up in the index (005-search.sql), the newest first. The index only proposes: each text is then compared as a
// whole, so an answer is exact. One call looks at a limited amount and says where the next one goes on.
import type { Relation } from "../../shared/contact";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import { foldForSearch, standsAlone, wordsIn } from "../../shared/search-fold";
import { matchesQuery, type SearchQuery, type SearchTerm } from "../../shared/search-query";
import type { Database } from "./open";

export interface FoundText {
  readonly messageId: MessageId;
  readonly contactId: ContactId;
  readonly own: boolean;
  readonly sentAt: Millis;
  readonly text: string;
}

export interface SearchRequest {
  readonly query: SearchQuery;
  /** Only in this conversation. */
  readonly contactId: ContactId | undefined;
  /** Only texts whose row id is below it. */
  readonly before: number | undefined;
  readonly limit: number;
}

export interface FoundPage {
  readonly found: readonly FoundText[];
  /** `before` of the next call; undefined: all was looked at. */
  readonly next: number | undefined;
}

interface Row {
  id: MessageId;
  contact_id: ContactId;
  kind: string;
  sent_at: number;
  /** Null in another conversation than the one that is searched. */
  text: string | null;
  relation: Relation;
}

/** What one call does at most, in characters compared; a row costs as much as ROW of them. */
const WORK = 100_000;
const ROW = 80;
/** Trigrams of one search: more narrow nothing down. */
const MAX_PIECES = 24;

const SHOWN: ReadonlySet<Relation> = new Set<Relation>(["accepted", "blocked"]);

const COLUMNS = `m.id, m.contact_id, m.kind, m.sent_at, c.relation,
  CASE WHEN @contact IS NULL OR m.contact_id = @contact THEN m.text END AS text`;

export function searchRepository(db: Database) {
  const inIndex = (table: "search_pieces" | "search_starts") =>
    db.prepare<{ match: string; before: number; contact: number | null }, Row>(
      `SELECT ${COLUMNS} FROM ${table} JOIN messages m ON m.id = ${table}.rowid JOIN contacts c ON c.id = m.contact_id
       WHERE ${table} MATCH @match AND ${table}.rowid < @before ORDER BY ${table}.rowid DESC`,
    );
  const byPieces = inIndex("search_pieces");
  const byStarts = inIndex("search_starts");
  const all = db.prepare<{ before: number; contact: number | null; from: number }, Row>(
    `SELECT ${COLUMNS} FROM messages m JOIN contacts c ON c.id = m.contact_id
     WHERE m.text IS NOT NULL AND m.id < @before AND m.id >= @from ORDER BY m.id DESC`,
  );
  const indexedFrom = db.prepare<[], number>("SELECT indexed_from FROM search_progress").pluck();

  /** Rows that may have it: by what is longest, or all there are. */
  function candidates(query: SearchQuery, before: number, contact: number | null): IterableIterator<Row> {
    const pieces = [...new Set(query.flatMap(piecesOf))].slice(0, MAX_PIECES);
    if (pieces.length > 0) return byPieces.iterate({ match: pieces.map(quote).join(" "), before, contact });
    const starts = [...new Set(query.flatMap(startsOf))];
    if (starts.length > 0) return byStarts.iterate({ match: starts.join(" "), before, contact });
    return all.iterate({ before, contact, from: indexedFrom.get() ?? 0 });
  }

  return {
    find({ query, contactId, before = Number.MAX_SAFE_INTEGER, limit }: SearchRequest): FoundPage {
      const found: FoundText[] = [];
      if (query.length === 0) return { found, next: undefined };
      let work = 0;
      for (const row of candidates(query, before, contactId ?? null)) {
        work += ROW + (row.text?.length ?? 0);
        if (row.text !== null && SHOWN.has(row.relation) && matchesQuery(query, foldForSearch(row.text))) found.push(toFound(row, row.text));
        if (found.length >= limit || work > WORK) return { found, next: row.id };
      }
      return { found, next: undefined };
    },
  };
}

const toFound = (row: Row, text: string): FoundText => ({
  messageId: row.id,
  contactId: row.contact_id,
  own: row.kind === "own",
  sentAt: row.sent_at,
  text,
});

function piecesOf({ words }: SearchTerm): readonly string[] {
  return words.flatMap((word) => {
    const characters = Array.from(word);
    return characters.slice(2).map((last, index) => `${characters[index] ?? ""}${characters[index + 1] ?? ""}${last}`);
  });
}

/** Of a term of one or two characters, what shortParts has of every text with it, as query of the index. */
function startsOf({ words }: SearchTerm): readonly string[] {
  return words.flatMap((word) => {
    const alone = Array.from(word).filter(standsAlone);
    return alone.length > 0 ? alone.map(quote) : wordsIn(word).map((start) => `${quote(start)} *`);
  });
}

/** As a string of the index's query language, in which nothing else has a meaning. */
const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
