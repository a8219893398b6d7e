// What the app can be told when it is started. Test switches work only in an app that is not packaged; anything
// unknown is ignored, because Chromium, Playwright and desktop environments add switches of their own.
import { DEFAULT_PROFILE } from "./paths";

export interface CommandLine {
  /** As typed; whoever uses it checks it with isProfileName. */
  readonly profile: string;
  /** Started as the second person of "Try it here". */
  readonly joinTry: boolean;
  readonly test: TestSwitches;
}

export interface TestSwitches {
  readonly capabilities?: readonly string[];
  /** Milliseconds. */
  readonly responseDeadline?: number;
  /** Milliseconds between attempts. */
  readonly retrySchedule?: readonly number[];
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
    test: packaged ? {} : testSwitches(argv),
  };
}

function testSwitches(argv: readonly string[]): TestSwitches {
  const capabilities = valueOf(argv, "--stamp-capabilities")?.split(",").filter((word) => word !== "");
  const responseDeadline = milliseconds(valueOf(argv, "--stamp-response-deadline"));
  const retrySchedule = valueOf(argv, "--stamp-retry-schedule")?.split(",").map(milliseconds);
  const passphraseFile = valueOf(argv, "--stamp-passphrase-file");
  const userData = valueOf(argv, "--stamp-user-data");
  return {
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(responseDeadline === undefined ? {} : { responseDeadline }),
    ...(retrySchedule === undefined ? {} : { retrySchedule: retrySchedule.filter((delay) => delay !== undefined) }),
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
