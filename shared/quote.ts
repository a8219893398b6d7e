// Quoting as plain text, so that every app can show it: the lines of the other text with "> " before them, the first
// one naming its writer by address. By address, because the name that the user gave somebody is the user's own.

/** Longest part of a text that is quoted, in characters as people count them. */
export const LONGEST_QUOTE = 300;

export interface QuotedText {
  /** Without their "> ". */
  readonly lines: readonly string[];
  readonly rest: string;
}

/** Takes the quote off the beginning of a text. A single ">" is a quoted empty line; anything else is no quote. */
export function quotedLines(text: string): QuotedText {
  const all = text.split("\n");
  const end = all.findIndex((line) => line !== ">" && !line.startsWith("> "));
  const count = end < 0 ? all.length : end;
  if (count === 0) return { lines: [], rest: text };
  const rest = all.slice(count).join("\n").replace(/^\n/u, "");
  return { lines: all.slice(0, count).map((line) => line.slice(2)), rest };
}

/** Most UTF-16 units of a quote: a character as people count them may consist of any number of them. */
const MOST_UNITS = LONGEST_QUOTE * 32;

/** Looks no further than to where it cuts: a text may have 1 MiB. */
function shortened(text: string): string {
  let count = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    if (count === LONGEST_QUOTE || index + segment.length > MOST_UNITS) return `${text.slice(0, index).trimEnd()}…`;
    count += 1;
  }
  return text;
}

/** What goes before the reply. Of a text that is a reply itself only the reply is quoted. */
export function quoteOf(text: string, writer: string): string {
  // Whatever breaks a line somewhere: words of the other that begin a line without a mark would be read as the replier's.
  const own = replyPart(text).trim().replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, "\n");
  const lines = [`${writer}:`, ...shortened(own).split("\n")];
  return `${lines.map((line) => `> ${line}`.trimEnd()).join("\n")}\n\n`;
}

/** What a text says itself, for where there is room for a line only; a mere quote as it is. */
export function replyPart(text: string): string {
  const { rest } = quotedLines(text);
  return rest.trim() === "" ? text : rest;
}

/** Puts a quote before what stands in the composer; one that was made before for another reply makes room. */
export function withQuote(draft: string, quote: string): string {
  const { lines, rest } = quotedLines(draft);
  const made = /^\S+@\S+:$/u.test(lines[0] ?? "");
  return quote + (made ? rest : draft);
}
