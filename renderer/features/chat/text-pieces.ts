// What a text is made of: a quote at its beginning, as people write them ("> " before each line), and links in the rest.
// Only complete https addresses become links. Everything that could show one place and lead to another stays text: names
// before an @, backslashes, invisible characters.
import { find } from "linkifyjs";
import { quotedLines } from "../../../shared/quote";

export type TextPiece =
  | { readonly type: "plain"; readonly text: string }
  /** `text` as it was typed, `url` as it would be opened. */
  | { readonly type: "link"; readonly text: string; readonly url: string };

export interface TextParts {
  /** First line of the quote when it names somebody by address; that line is not in `quote`. */
  readonly quoted?: string;
  readonly quote?: readonly TextPiece[];
  readonly pieces: readonly TextPiece[];
}

/** Longest link that is offered to be opened; main takes no longer one either. */
export const LONGEST_LINK = 2048;

/** A text may have 1 MiB (spec 1.6), and whoever wrote it must not hold up the window: in longer ones no links are sought. */
const LONGEST_SEARCHED = 20_000;

const UNSEEN_OR_MISLEADING = /[\p{Cc}\p{Cf}\\]/u;
/** Closing marks of a sentence around the link; linkify knows only those of English. */
const CLOSING = /[”’»›“‘…。．，、！？；：）」』】》〉]+$/u;

/** The address that this text is, or nothing. */
export function httpsUrl(typed: string): string | undefined {
  if (!/^https:\/\//iu.test(typed) || typed.length > LONGEST_LINK || UNSEEN_OR_MISLEADING.test(typed)) return undefined;
  let url: URL;
  try {
    url = new URL(typed);
  } catch {
    return undefined;
  }
  const whole = url.protocol === "https:" && url.hostname !== "" && url.username === "" && url.password === "";
  return whole && url.href.length <= LONGEST_LINK ? url.href : undefined;
}

export function linkPieces(text: string): readonly TextPiece[] {
  // Most texts have none, and looking for them takes a hundred times longer than this.
  if (text.length > LONGEST_SEARCHED || !/https:\/\//iu.test(text)) return text === "" ? [] : [{ type: "plain", text }];
  const pieces: TextPiece[] = [];
  let done = 0;
  for (const { value, start } of find(text, "url")) {
    // Of endless ones the closing marks alone would take seconds.
    const typed = value.length > LONGEST_LINK ? value : value.replace(CLOSING, "");
    const url = httpsUrl(typed);
    if (url === undefined) continue;
    if (start > done) pieces.push({ type: "plain", text: text.slice(done, start) });
    pieces.push({ type: "link", text: typed, url });
    done = start + typed.length;
  }
  if (done < text.length) pieces.push({ type: "plain", text: text.slice(done) });
  return pieces;
}

export function textParts(text: string): TextParts {
  const { lines, rest } = quotedLines(text);
  if (lines.length === 0) return { pieces: linkPieces(text) };
  const named = /^\S+@\S+:$/u.exec(lines[0] ?? "") === null ? undefined : lines[0]?.slice(0, -1);
  const body = lines.slice(named === undefined ? 0 : 1).join("\n");
  return {
    ...(named === undefined ? {} : { quoted: named }),
    quote: linkPieces(body),
    pieces: linkPieces(rest),
  };
}
