// A search of the user over the texts of all conversations or of one.
import type { ContactId } from "../../shared/ids";
import type { SearchHit, SearchPage } from "../../shared/search";
import { foundIn, parseQuery, type SearchQuery } from "../../shared/search-query";
import type { FoundText } from "../db/search-repository";
import type { MessagingContext } from "./context";
import { indexedShare } from "./search-indexing";

export interface Search {
  readonly text: string;
  readonly contactId?: ContactId | undefined;
  /** `next` of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Characters before the first place that was found, and all in all. */
const LEAD = 30;
const EXCERPT = 160;

export function searchTexts({ store }: MessagingContext, { text, contactId, before, limit }: Search): SearchPage {
  const query = parseQuery(text);
  // In a transaction, which mends the index when it proves damaged.
  const { found, next } = store.transaction(() => store.search.find({ query, contactId, before, limit }));
  const indexed = indexedShare(store.searchIndex.progress());
  return {
    hits: found.map((one) => hitOf(query, one)),
    ...(next === undefined ? {} : { next }),
    ...(indexed === 1 ? {} : { indexed }),
  };
}

function hitOf(query: SearchQuery, { text, ...hit }: FoundText): SearchHit {
  return { ...hit, excerpt: excerptOf(query, text) };
}

/** The text round the first place, on one line, cut between words where there are any. */
export function excerptOf(query: SearchQuery, text: string): string {
  const first = foundIn(query, text)[0]?.from ?? 0;
  const start = first <= LEAD ? 0 : afterSpace(text, first - LEAD, first);
  const whole = text.slice(start, start + EXCERPT);
  const end = start + EXCERPT >= text.length ? whole : beforeSpace(whole);
  const line = end.replace(/\s+/gu, " ").trim();
  return `${start > 0 ? "…" : ""}${line}${end.length + start < text.trimEnd().length ? "…" : ""}`;
}

function afterSpace(text: string, from: number, to: number): number {
  const space = text.slice(from, to).search(/\s/u);
  if (space >= 0) return from + space + 1;
  return isLowHalf(text, from) ? from + 1 : from;
}

function beforeSpace(text: string): string {
  const words = text.replace(/\s\S*$/u, "");
  const cut = words.length > text.length / 2 ? words : text;
  return isLowHalf(cut, cut.length) ? cut.slice(0, -1) : cut;
}

/** The place is in the middle of a character of two units, or right behind its first one at the end of a text. */
function isLowHalf(text: string, place: number): boolean {
  const before = text.charCodeAt(place - 1);
  return before >= 0xd800 && before <= 0xdbff;
}
