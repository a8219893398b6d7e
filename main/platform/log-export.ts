// The log for somebody else's eyes. By construction there is nothing of the user's in it (log.ts); here that is not
// trusted once more. Only what has a known shape passes: event names, numbers, yes and no, short words under names that
// carry such words, and places in our own program without their folder. Addresses and hosts get another name. All else
// is cut, so whatever somebody lets slip into the log one day does not leave the computer with it.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Aliases } from "./aliases";
import { errorFacts, type Log } from "./log";

/** Newest lines of the log in an export: weeks of quiet use, and short enough to be looked through. */
export const EXPORTED_LINES = 2000;
/** More than so many lines are long. */
const READ_BYTES = 1024 * 1024;
const CUT = "[cut]";

/** Facts whose values are words of ours or of a library, never of the user. */
const WORD_FACTS: readonly string[] = [
  ["code", "error", "problem", "reason", "what", "type", "job"],
  ["category", "severity", "journal", "minimum", "version", "electron", "kind", "state"],
].flat();

const WORD = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/;
const LEVELS: readonly string[] = ["debug", "info", "warn", "error"];
/** So much in a row without a dash or a dot is a key, a digest or a token, not a word. */
const SECRET_RUN = /[0-9a-f]{16}|(?=[a-z_]*\d)\w{20}/i;
/** Groups of a recovery key, and numbers as long as those of telephones. */
const SECRET_GROUPS = /(?:[A-Z0-9]{4}-){2}|\d{7}/;
const ADDRESS = /[^\s<>"@]+@[^\s<>"]+/g;
const HOST = /\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b|\b(?:\d{1,3}\.){3}\d{1,3}\b/gi;
/** "openAll (/home/anna/stamp/main.cjs:12:7)", also without a function and of Node itself: a function has no blanks in it. */
const FUNCTION = String.raw`(?:(?:async |new )?([\w.<>$#[\]]{1,80}(?: \[as [\w$#]{1,40}\])?) \()?`;
const OF_NODE = String.raw`node:(?:[\w-]+\/)*([\w-]{1,60})`;
const OF_PROGRAM = String.raw`(?:.*[\\/])?([\w-][\w.-]{0,60}\.[cm]?[jt]sx?)`;
const FRAME = new RegExp(`^${FUNCTION}(?:${OF_NODE}|${OF_PROGRAM}):(\\d+):(\\d+)\\)?$`);

const isSecretLike = (text: string): boolean => SECRET_RUN.test(text) || SECRET_GROUPS.test(text);

/** One line of the log as it may be shown to others; nothing when it is none of ours. */
export function redactLine(line: string, aliases: Aliases): string | undefined {
  const { time, level, msg, ...facts } = parsed(line);
  if (typeof time !== "string" || !TIME.test(time)) return undefined;
  if (typeof level !== "string" || !LEVELS.includes(level)) return undefined;
  const event = typeof msg === "string" && NAME.test(msg) && !isSecretLike(msg) ? msg : CUT;
  const told = Object.entries(facts).flatMap(([name, value]) => {
    if (!NAME.test(name) || isSecretLike(name)) return [];
    return [`${name}=${redactValue(name, value, aliases)}`];
  });
  return [time, level.padEnd(5), event, ...told].join(" ");
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function redactValue(name: string, value: unknown, aliases: Aliases): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return CUT;
  if (name === "at") return value.split(" < ").map(frameOf).join(" < ");
  return WORD_FACTS.includes(name) ? redactWord(value, aliases) : CUT;
}

/** One word, or an address or a host; a sentence is cut as a whole. */
function redactWord(word: string, aliases: Aliases): string {
  const named = word.replace(ADDRESS, aliases.address).replace(HOST, (host) => (isAlias(host) ? host : aliases.host(host)));
  if (named !== word) return isAlias(named) ? named : CUT;
  return WORD.test(word) && !isSecretLike(word) ? word : CUT;
}

const isAlias = (text: string): boolean => /^(?:(?:own|contact-\d+)@)?domain-\d+$/.test(text);

function frameOf(frame: string): string {
  const [, where, ofNode, ofProgram, line, column] = FRAME.exec(frame) ?? [];
  const file = ofNode ?? ofProgram;
  if (file === undefined || line === undefined || column === undefined) return CUT;
  return `${where === undefined ? "" : `${where} `}${file}:${line}:${column}`;
}

/** The newest lines of the log at `file` and of the one before it, redacted, oldest first. */
export function exportLog(file: string, aliases: Aliases, log: Log): readonly string[] {
  const lines = [`${file}.1`, file].flatMap((part) => readEnd(part, log));
  return lines.slice(-EXPORTED_LINES).flatMap((line) => redactLine(line, aliases) ?? []);
}

function readEnd(file: string, log: Log): readonly string[] {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, READ_BYTES));
    const read = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString("utf8", 0, read).split("\n").filter((line) => line !== "");
  } catch (error) {
    // There is no older one yet, most of the time.
    log("debug", "log-not-read", errorFacts(error));
    return [];
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
