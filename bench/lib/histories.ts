// App data with histories of years for the benchmarks with a window. Making a large one takes a minute, so each is made once
// for a version of the program that makes it, and kept beside the bundles; a benchmark gets a copy.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BigHistory } from "../../e2e/fixtures/log-probe";
import { makeFolder, ROOT } from "../../e2e/fixtures/paths";

/** Sizes of the long conversation, for growth. */
export const SIZES = [1000, 10_000, 100_000] as const;

export interface HistoryCopy extends BigHistory {
  /** Base of the app's data, to be removed by whoever asked for it. */
  readonly folder: string;
  /** Opens the account without asking. */
  readonly opens: string;
}

const PROGRAM = join(ROOT, "dist", "scripts", "big-history.cjs");
const CACHE = join(ROOT, "dist", "bench", "histories");

/** A long conversation of so many messages, and as many messages again in others, of 50 each: everything grows. */
export async function historyCopy(messages: number): Promise<HistoryCopy> {
  const made = await madeOnce(messages);
  const folder = makeFolder("bench");
  cpSync(made, folder, { recursive: true });
  const history = JSON.parse(readFileSync(join(folder, "history.json"), "utf8")) as BigHistory;
  const passphraseFile = join(folder, "passphrase");
  writeFileSync(passphraseFile, history.passphrase, { mode: 0o600 });
  return { ...history, folder, opens: `--stamp-passphrase-file=${passphraseFile}` };
}

async function madeOnce(messages: number): Promise<string> {
  const version = createHash("sha256").update(readFileSync(PROGRAM)).digest("hex").slice(0, 12);
  const folder = join(CACHE, version, `offline-${String(messages)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(CACHE, version), { recursive: true });
  for (const old of readdirSync(CACHE)) if (old !== version) rmSync(join(CACHE, old), { recursive: true });
  const making = `${folder}.${String(process.pid)}`;
  const conversations = Math.max(3, messages / 50);
  const shape = ["--messages", String(messages), "--conversations", String(conversations), "--unread", String(Math.max(1, messages / 200))];
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, "--folder", making, ...shape]);
  writeFileSync(join(making, "history.json"), stdout);
  renameSync(making, folder);
  return folder;
}
