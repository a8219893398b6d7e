// How texts are made alike before one is looked for in another: case, diacritics and widths of letters do not count. The
// index of the history, the search over it and the highlighting of what was found all use this one rule, so what one of
// them finds the others find too.

/** What of a very long text is looked through, in UTF-16 units: more than people write in one message. */
export const SEARCHED_LENGTH = 32_768;

/** Marks over and under letters of alphabets. Those of Thai, Indic and Japanese writing are vowels and sounds: they count. */
const DIACRITICS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
/** They are not seen. */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/u;
const SPACE = /[\s\u0000\ud800-\udfff\ufffd]/u;
/** Letters that are typed as others but are not made up of them. */
const TYPED_AS: Readonly<Record<string, string>> = { æ: "ae", œ: "oe", ß: "ss", ø: "o", đ: "d", ħ: "h", ł: "l", ŧ: "t", ı: "i", ς: "σ" };

const known = new Map<string, string>();

function foldCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = foldAnew(character);
  // Every writing system at once would be a strange conversation.
  if (known.size > 20_000) known.clear();
  known.set(character, folded);
  return folded;
}

function foldAnew(character: string): string {
  if (SPACE.test(character)) return " ";
  if (INVISIBLE.test(character)) return "";
  const plain = character.normalize("NFKD").replace(DIACRITICS, "").normalize("NFC").toLowerCase().replace(DIACRITICS, "");
  return Array.from(plain, (part) => TYPED_AS[part] ?? part).join("");
}

/** The text as it is compared. */
export function fold(text: string): string {
  let folded = "";
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** As `fold`, of what of a long text is searched. */
export function foldForSearch(text: string): string {
  return fold(text.slice(0, SEARCHED_LENGTH));
}

export interface FoldedText {
  readonly folded: string;
  /** For each UTF-16 unit of `folded` where its character begins in the text; at the end the text's length. */
  readonly places: readonly number[];
}

/** With the way back into the text. */
export function foldWithPlaces(text: string): FoldedText {
  const places: number[] = [];
  let folded = "";
  let at = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    places.push(...Array<number>(part.length).fill(at));
    folded += part;
    at += character.length;
  }
  places.push(text.length);
  return { folded, places };
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
/** Written without spaces between words, or read sign by sign: each is a word of its own. */
const SINGLE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}]/u;

/** A letter or digit, by its first code point. */
export const isWordCharacter = (character: string): boolean => WORD_CHARACTER.test(character);

/** A sign that may begin and end a word wherever it stands. */
export const standsAlone = (character: string): boolean => character > "\u007f" && SINGLE.test(character);

/** The whole character that begins at, or ends before, a place of a text; empty outside it. */
export function characterAt(text: string, place: number): string {
  const code = text.codePointAt(place);
  return code === undefined ? "" : String.fromCodePoint(code);
}

export function characterBefore(text: string, place: number): string {
  const low = text.charCodeAt(place - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff;
  return place <= 0 ? "" : characterAt(text, isPair ? place - 2 : place - 1);
}

/** Between words, or beside a sign that is one by itself. */
export function isWordEdge(text: string, place: number): boolean {
  const before = characterBefore(text, place);
  const after = characterAt(text, place);
  if (!isWordCharacter(before) || !isWordCharacter(after)) return true;
  return standsAlone(before) || standsAlone(after);
}

const WORDS = /[\p{L}\p{N}\p{M}]+/gu;

/** Words of a folded text. */
export const wordsIn = (folded: string): readonly string[] => folded.match(WORDS) ?? [];

/**
 * What a search for one or two characters can find in a text, each once, with spaces between: the first two of each word,
 * and each sign that stands alone.
 */
export function shortParts(text: string): string {
  const parts = new Set<string>();
  let start = "";
  let length = 0;
  const end = (): void => {
    if (length > 0) parts.add(start);
    start = "";
    length = 0;
  };
  for (const character of foldForSearch(text)) {
    if (standsAlone(character)) {
      end();
      parts.add(character);
    } else if (!isWordCharacter(character)) end();
    else {
      if (length < 2) start += character;
      length += 1;
    }
  }
  end();
  return [...parts].join(" ");
}
