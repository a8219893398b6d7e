// The rules of a Hunspell dictionary (.aff): how words take endings and beginnings. Read into tables by the letters that are
// added, so that a word is looked up by taking them off again; writing out all forms of a Slavic dictionary takes minutes
// and half a gigabyte. Compound words and sounds are not read.

/** Takes `strip` off a stem and puts `add` there. */
export interface Rule {
  readonly flag: string;
  readonly strip: string;
  /** What the stem must look like at this end. */
  readonly fits: (stem: string) => boolean;
  /** May stand together with one at the other end. */
  readonly cross: boolean;
  /** Flags that the word has once this was added. */
  readonly more: string;
}

export interface Affixes {
  readonly suffixes: ReadonlyMap<string, readonly Rule[]>;
  readonly prefixes: ReadonlyMap<string, readonly Rule[]>;
  readonly longestSuffix: number;
  readonly longestPrefix: number;
  /** Each flag as one character, whatever the dictionary writes. */
  readonly flags: (text: string) => string;
  /** Words with one of these are none by themselves. */
  readonly notAlone: string;
  readonly forbidden: string;
  /** Common mistakes, and what was meant. */
  readonly replacements: readonly (readonly [string, string])[];
  /** Letters of the language, the frequent ones first. */
  readonly letters: string;
}

const LETTERS = "esianrtolcdugmphbyfvkwzxjq'";

export function readAffixes(text: string): Affixes {
  const suffixes = new Map<string, Rule[]>();
  const prefixes = new Map<string, Rule[]>();
  const replacements: [string, string][] = [];
  const aliases: string[] = [];
  const lines = text.split(/\r?\n/).map((line) => line.trim().split(/\s+/));
  const valueOf = (name: string): string => lines.find(([word]) => word === name)?.[1] ?? "";
  const one = createFlagReader(valueOf("FLAG"));
  const flags = (written: string): string => one(/^\d+$/.test(written) && aliases.length > 0 ? (aliases[Number(written) - 1] ?? "") : written);
  let cross = new Map<string, boolean>();
  let isAliasCount = true;
  for (const [kind, first = "", second = "", third = "", fourth = "."] of lines) {
    if (kind === "AF") {
      if (!isAliasCount) aliases.push(first);
      isAliasCount = false;
    }
    if (kind === "REP" && second !== "") replacements.push([first.replace(/^\^|\$$/g, ""), second.replaceAll("_", " ")]);
    if (kind !== "SFX" && kind !== "PFX") continue;
    const key = `${kind} ${first}`;
    if (!cross.has(key)) {
      cross = cross.set(key, second === "Y");
      continue;
    }
    const [add = "", more = ""] = third.split("/");
    const letters = add === "0" ? "" : add;
    const table = kind === "SFX" ? suffixes : prefixes;
    const rule: Rule = {
      flag: one(first),
      strip: second === "0" ? "" : second,
      fits: condition(fourth, kind === "SFX"),
      cross: cross.get(key) === true,
      more: more === "" ? "" : flags(more),
    };
    table.set(letters, [...(table.get(letters) ?? []), rule]);
  }
  const longest = (table: ReadonlyMap<string, unknown>) => Math.max(0, ...[...table.keys()].map((add) => add.length));
  return {
    suffixes,
    prefixes,
    longestSuffix: longest(suffixes),
    longestPrefix: longest(prefixes),
    flags,
    notAlone: one(valueOf("NEEDAFFIX")) + one(valueOf("ONLYINCOMPOUND")) + one(valueOf("PSEUDOROOT")),
    forbidden: one(valueOf("FORBIDDENWORD")),
    replacements,
    letters: [...new Set((valueOf("TRY") || LETTERS).toLowerCase())].join(""),
  };
}

/** Numbers, pairs of characters or single ones become one character each. */
function createFlagReader(kind: string): (text: string) => string {
  const pairs = new Map<string, string>();
  const short = (name: string): string => {
    const known = pairs.get(name) ?? String.fromCharCode(0x100 + pairs.size);
    pairs.set(name, known);
    return known;
  };
  if (kind === "num") return (text) => (text === "" ? "" : text.split(",").map(short).join(""));
  if (kind === "long") return (text) => (text.match(/../g) ?? []).map(short).join("");
  return (text) => text;
}

/** A condition of Hunspell is a small regular expression: letters, dots and sets. */
function condition(text: string, atEnd: boolean): (stem: string) => boolean {
  if (text === ".") return () => true;
  const safe = text.replace(/[\\^$*+?(){}|/-]/g, (sign, at: number) => (sign === "^" && text[at - 1] === "[" ? sign : `\\${sign}`));
  try {
    const pattern = new RegExp(atEnd ? `${safe}$` : `^${safe}`, "u");
    return (stem) => pattern.test(stem);
  } catch {
    return () => false;
  }
}
