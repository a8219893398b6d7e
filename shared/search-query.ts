// What was typed into a search field, taken apart: several words must all be there, wherever in a word they are; what
// stands in quotes must be there as whole words in this order. One or two letters are looked for at the start of words
// only. Any string is a search.
import { characterAt, fold, foldWithPlaces, isWordCharacter, isWordEdge, SEARCHED_LENGTH, standsAlone, wordsIn } from "./search-fold";

/** Most characters of a search. */
export const MAX_QUERY = 200;
const MAX_TERMS = 16;
/** Places of one term that are told of a text. */
const MOST_PLACES = 200;

export interface SearchTerm {
  /** Folded, never empty. More than one: they follow each other with nothing but spaces and signs between. */
  readonly words: readonly [string, ...string[]];
  readonly fromStart: boolean;
  readonly toEnd: boolean;
}

export type SearchQuery = readonly SearchTerm[];

/** Places in a text, in UTF-16 units, without the end. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

const QUOTE = /["“”„«»]/u;
const TERM = /["“”„«»]([^"“”„«»]*)(["“”„«»]?)|[^\s"“”„«»]+/gu;

/** Empty when there is nothing to look for. */
export function parseQuery(typed: string): SearchQuery {
  const terms: SearchTerm[] = [];
  for (const [piece, quoted, closing] of typed.slice(0, MAX_QUERY).matchAll(TERM)) {
    const term = QUOTE.test(piece) ? quotedTerm(quoted ?? "", closing !== "") : looseTerm(piece);
    if (term !== undefined && !terms.some((other) => isSame(other, term))) terms.push(term);
  }
  return terms.slice(0, MAX_TERMS);
}

function isSame(a: SearchTerm, b: SearchTerm): boolean {
  return a.fromStart === b.fromStart && a.toEnd === b.toEnd && a.words.join(" ") === b.words.join(" ");
}

/** While its end was not typed its last word may go on. */
function quotedTerm(quoted: string, closed: boolean): SearchTerm | undefined {
  const [first, ...rest] = wordsIn(fold(quoted));
  if (first === undefined) return looseTerm(quoted);
  return { words: [first, ...rest], fromStart: true, toEnd: closed };
}

function looseTerm(typed: string): SearchTerm | undefined {
  const word = fold(typed).trim();
  if (word === "") return undefined;
  const first = characterAt(word, 0);
  const isShort = Array.from(word).length < 3;
  return { words: [word], fromStart: isShort && isWordCharacter(first) && !standsAlone(first), toEnd: false };
}

/** `folded` has all of what is looked for. */
export function matchesQuery(query: SearchQuery, folded: string): boolean {
  return query.length > 0 && query.every((term) => findTerm(term, folded, 0) !== undefined);
}

/** Where in a text what is looked for stands: in order, none touching another; of very many only the first ones. */
export function foundIn(query: SearchQuery, text: string): readonly TextRange[] {
  const searched = text.slice(0, SEARCHED_LENGTH);
  const { folded, places } = foldWithPlaces(searched);
  const ranges: TextRange[] = [];
  for (const term of query) {
    let left = MOST_PLACES;
    for (let found = findTerm(term, folded, 0); found !== undefined && left > 0; found = findTerm(term, folded, found.to)) {
      ranges.push(inText(found, searched, places));
      left -= 1;
    }
  }
  return joined(ranges);
}

/** The range of the text that a range of its folded form came from, with marks that belong to its last letter. */
function inText({ from, to }: TextRange, text: string, places: readonly number[]): TextRange {
  const start = places[from] ?? text.length;
  const last = places[to - 1] ?? text.length;
  let end = places[to] ?? text.length;
  // A ligature of which only the first half was looked for.
  if (end === last) end = last + characterAt(text, last).length;
  return { from: start, to: end };
}

function joined(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: TextRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else result.push(range);
  }
  return result;
}

function findTerm(term: SearchTerm, folded: string, from: number): TextRange | undefined {
  const [first] = term.words;
  for (let at = folded.indexOf(first, from); at >= 0; at = folded.indexOf(first, at + 1)) {
    if (term.fromStart && !isWordEdge(folded, at)) continue;
    const to = endOfWords(term, folded, at);
    if (to !== undefined) return { from: at, to };
  }
  return undefined;
}

function endOfWords({ words, toEnd }: SearchTerm, folded: string, start: number): number | undefined {
  let at = start;
  for (const [index, word] of words.entries()) {
    if (index > 0) at = afterGap(folded, at);
    if (!folded.startsWith(word, at)) return undefined;
    at += word.length;
    const mustEnd = toEnd || index < words.length - 1;
    if (mustEnd && !isWordEdge(folded, at)) return undefined;
  }
  return at;
}

function afterGap(folded: string, from: number): number {
  let at = from;
  for (let next = characterAt(folded, at); next !== "" && !isWordCharacter(next); next = characterAt(folded, at)) at += next.length;
  return at;
}
