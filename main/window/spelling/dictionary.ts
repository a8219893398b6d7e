// A spelling dictionary in Hunspell's two files: whether a word is one, and what a wrong one may have meant.
import { readAffixes, type Affixes } from "./affixes";

export interface Dictionary {
  isWord(word: string): boolean;
  /** Best first, none that is no word. */
  suggest(word: string): readonly string[];
}

const MAX_SUGGESTIONS = 8;
/** A menu is waited for. */
const MAX_SUGGEST_MS = 300;

/** `aff` and `dic`: the contents of the files. Never throws for what is wrong in them: such words are not known. */
export function readDictionary(aff: string, dic: string): Dictionary {
  const affixes = readAffixes(aff);
  const stems = readStems(dic, affixes);

  /**
   * The word, or a form of one, that may take this ending and this beginning (their flags, or none). A second ending must be
   * allowed by the first; a beginning may be allowed by either the ending or the stem.
   */
  function isForm(word: string, ending: string, beginning: string, depth: number): boolean {
    const flags = stems.get(word);
    if (flags !== undefined && !hasAny(flags, affixes.forbidden) && flags.includes(ending) && flags.includes(beginning)) {
      if (ending + beginning !== "" || !hasAny(flags, affixes.notAlone)) return true;
    }
    if (depth === 2) return false;
    const most = Math.min(affixes.longestSuffix, word.length - 1);
    for (let length = 0; length <= most; length += 1) {
      for (const rule of affixes.suffixes.get(length === 0 ? "" : word.slice(-length)) ?? []) {
        if ((beginning !== "" && !rule.cross) || (ending !== "" && !rule.more.includes(ending))) continue;
        const stem = word.slice(0, word.length - length) + rule.strip;
        if (!rule.fits(stem) || (rule.strip === "" && length === 0)) continue;
        if (isForm(stem, rule.flag, rule.more.includes(beginning) ? "" : beginning, depth + 1)) return true;
      }
    }
    return false;
  }

  function isKnown(word: string): boolean {
    if (isForm(word, "", "", 0)) return true;
    const most = Math.min(affixes.longestPrefix, word.length - 1);
    for (let length = 1; length <= most; length += 1) {
      for (const rule of affixes.prefixes.get(word.slice(0, length)) ?? []) {
        const stem = rule.strip + word.slice(length);
        if (rule.fits(stem) && isForm(stem, "", rule.flag, rule.cross ? 0 : 2)) return true;
      }
    }
    return false;
  }

  /** As written; and what a sentence or a heading makes large may be small. */
  function isWord(word: string): boolean {
    const plain = word.replaceAll("’", "'");
    if (plain.length < 2 || /\d/.test(plain)) return true;
    if (isKnown(plain)) return true;
    const small = plain.toLowerCase();
    if (plain === small) return false;
    if (plain === plain.toUpperCase()) return isKnown(small) || isKnown(capital(small));
    return plain === capital(small) && isKnown(small);
  }

  return {
    isWord: (word) => isWord(word) || (word.includes("-") && word.split("-").every((part) => part === "" || isWord(part))),
    suggest(word) {
      const small = word.toLowerCase();
      const restore = word === small ? (same: string) => same : word === word.toUpperCase() ? (text: string) => text.toUpperCase() : capital;
      const found = new Set<string>();
      const end = performance.now() + MAX_SUGGEST_MS;
      for (const candidate of neighbours(small, affixes)) {
        if (found.size === MAX_SUGGESTIONS || performance.now() > end) break;
        if (candidate.split(" ").every((part) => part.length > 1 && isKnown(part))) found.add(restore(candidate));
        else if (isKnown(capital(candidate))) found.add(capital(candidate));
      }
      return [...found];
    },
  };
}

function readStems(dic: string, { flags }: Affixes): ReadonlyMap<string, string> {
  const stems = new Map<string, string>();
  // The first line says how many follow.
  for (const line of dic.split("\n").slice(1)) {
    const entry = /^((?:[^\s/\\]|\\\/| (?=\S))+)(?:\/(\S+))?/.exec(line);
    if (entry === null) continue;
    const word = (entry[1] ?? "").replaceAll("\\/", "/");
    stems.set(word, (stems.get(word) ?? "") + flags(entry[2] ?? ""));
  }
  return stems;
}

/** One mistake away: a common one, two letters swapped, a wrong one, a missing one, one too many, a missing blank. */
function* neighbours(word: string, { replacements, letters }: Affixes): Generator<string> {
  for (const [wrong, meant] of replacements) {
    for (let at = word.indexOf(wrong); at >= 0; at = word.indexOf(wrong, at + 1)) {
      yield word.slice(0, at) + meant + word.slice(at + wrong.length);
    }
  }
  for (let at = 0; at + 1 < word.length; at += 1) yield word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
  for (let at = 0; at < word.length; at += 1) for (const letter of letters) yield word.slice(0, at) + letter + word.slice(at + 1);
  for (let at = 0; at <= word.length; at += 1) for (const letter of letters) yield word.slice(0, at) + letter + word.slice(at);
  for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + word.slice(at + 1);
  for (let at = 2; at + 2 <= word.length; at += 1) yield `${word.slice(0, at)} ${word.slice(at)}`;
}

function hasAny(flags: string, some: string): boolean {
  for (const flag of some) if (flags.includes(flag)) return true;
  return false;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
