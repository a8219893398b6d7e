// What the app can be told when it is started. Test switches work only in an app that is not packaged; anything
// unknown is ignored, because Chromium, Playwright and desktop environments add switches of their own.
import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { HIDDEN_SWITCH } from "./hidden-switch";
import { DEFAULT_PROFILE } from "./paths";

export interface CommandLine {
  /** As typed; whoever uses it checks it with isProfileName. */
  readonly profile: string;
  /** Started as the second person of "Try it here". */
  readonly joinTry: boolean;
  /** Started with the desktop: no window before it is asked for. */
  readonly hidden: boolean;
  readonly test: TestSwitches;
}

export interface TestSwitches {
  readonly capabilities?: readonly string[];
  /** Milliseconds. */
  readonly responseDeadline?: number;
  /** Milliseconds between attempts. */
  readonly retrySchedule?: readonly number[];
  /** Milliseconds that a minute of the automatic lock takes. */
  readonly lockMinute?: number;
  /** File with the passphrase: opens the account without asking, for demonstrations and measurements. */
  readonly passphraseFile?: string;
  /** Folder instead of the system's place for the app's data. */
  readonly userData?: string;
}

/** Reads `argv` without caring where the app's own path stands in it. */
export function parseCommandLine(argv: readonly string[], { packaged }: { readonly packaged: boolean }): CommandLine {
  return {
    profile: valueOf(argv, "--profile") ?? DEFAULT_PROFILE,
    joinTry: argv.includes("--join-try"),
    hidden: argv.includes(HIDDEN_SWITCH),
    test: packaged ? {} : testSwitches(argv),
  };
}

/** What the desktop hands over to be opened. */
export type OpenWish =
  /** As it was written; whoever opens it checks it. */
  | { readonly type: "link"; readonly link: string }
  | { readonly type: "file"; readonly path: string };

/** The last word of a start that is a sip: link or names a contact card, also as a file: address. `folder`: where it was started. */
export function openWish(argv: readonly string[], folder: string): OpenWish | undefined {
  for (const word of argv.slice(1).reverse()) {
    if (/^sips?:/i.test(word)) return { type: "link", link: word };
    const path = word.startsWith("-") || !/\.(?:vcf|vcard)$/i.test(word) ? undefined : pathOf(word, folder);
    if (path !== undefined) return { type: "file", path };
  }
  return undefined;
}

function pathOf(word: string, folder: string): string | undefined {
  if (!/^[a-z][a-z\d+.-]+:/i.test(word)) return isAbsolute(word) ? word : resolve(folder, word);
  try {
    return fileURLToPath(word);
  } catch {
    return undefined; // another scheme, or a file of another computer
  }
}

function testSwitches(argv: readonly string[]): TestSwitches {
  const capabilities = valueOf(argv, "--stamp-capabilities")?.split(",").filter((word) => word !== "");
  const responseDeadline = milliseconds(valueOf(argv, "--stamp-response-deadline"));
  const retrySchedule = valueOf(argv, "--stamp-retry-schedule")?.split(",").map(milliseconds);
  const lockMinute = milliseconds(valueOf(argv, "--stamp-lock-minute"));
  const passphraseFile = valueOf(argv, "--stamp-passphrase-file");
  const userData = valueOf(argv, "--stamp-user-data");
  return {
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(responseDeadline === undefined ? {} : { responseDeadline }),
    ...(retrySchedule === undefined ? {} : { retrySchedule: retrySchedule.filter((delay) => delay !== undefined) }),
    ...(lockMinute === undefined ? {} : { lockMinute }),
    ...(passphraseFile === undefined || passphraseFile === "" ? {} : { passphraseFile }),
    ...(userData === undefined || userData === "" ? {} : { userData }),
  };
}

/** `--name value` or `--name=value`; the last one wins. */
function valueOf(argv: readonly string[], name: string): string | undefined {
  let value: string | undefined;
  argv.forEach((word, index) => {
    if (word.startsWith(`${name}=`)) value = word.slice(name.length + 1);
    const next = argv[index + 1];
    if (word === name && next !== undefined && !next.startsWith("--")) value = next;
  });
  return value;
}

function milliseconds(word: string | undefined): number | undefined {
  return word !== undefined && /^\d{1,9}$/.test(word) ? Number(word) : undefined;
}
