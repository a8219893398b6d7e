// The log on disk: JSON lines in the profile's folder, three files of about 1 MiB. The file is not encrypted,
// so it must not say who talks with whom: addresses are cut out, and values under a telling name are replaced
// whatever they are. Written synchronously, so the last line before a crash is there.
import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { pino, stdTimeFunctions, type DestinationStream } from "pino";
import type { Log } from "./log";

const MAX_FILE_CHARACTERS = 1024 * 1024;
const OLDER_FILES = 2;
const MAX_VALUE_LENGTH = 500;
const CUT = "[cut]";

const TELLING_NAMES = [
  ["address", "contact", "digits", "from", "name", "to"],
  ["body", "content", "draft", "message", "payload", "text"],
  ["authorization", "credentials", "kek", "key", "macKey", "nonce", "passphrase", "password", "pem", "privateKey"],
  ["recoveryKey", "secret"],
].flat();
const ADDRESS = /[^\s<>"@]+@[^\s<>"]+/g;

/** Opens (or continues) the log at `file`. A disk that refuses to write never stops the app. */
export function openLogFile(file: string): Log {
  const logger = pino(
    {
      level: "debug",
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: TELLING_NAMES, censor: CUT },
      formatters: { log: withoutAddresses, level: (level) => ({ level }) },
    },
    rotatingFile(file),
  );
  return (level, event, facts = {}) => logger[level](facts, event);
}

function withoutAddresses(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "string" ? value.replace(ADDRESS, CUT).slice(0, MAX_VALUE_LENGTH) : value,
    ]),
  );
}

function rotatingFile(file: string): DestinationStream {
  let size: number | undefined;
  return {
    write(line) {
      try {
        size ??= sizeOnDisk(file);
        if (size > 0 && size + line.length > MAX_FILE_CHARACTERS) {
          rotate(file);
          size = 0;
        }
        appendFileSync(file, line, { mode: 0o600 });
        size += line.length;
      } catch {
        // Full or read-only disk, folder gone: the app goes on without its log.
        size = undefined;
      }
    },
  };
}

function sizeOnDisk(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function rotate(file: string): void {
  for (let number = OLDER_FILES - 1; number >= 0; number--) {
    const newer = number === 0 ? file : `${file}.${String(number)}`;
    if (statSync(newer, { throwIfNoEntry: false }) !== undefined) renameSync(newer, `${file}.${String(number + 1)}`);
  }
}
