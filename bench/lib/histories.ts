// App data with histories of years for the benchmarks with a window. Making a large one takes a minute, so each is made once
// for a version of the program that makes it, and kept beside the bundles; a benchmark gets a copy.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BigHistory } from "../../e2e/fixtures/log-probe";
import { freePort, makeFolder, ROOT } from "../../e2e/fixtures/paths";

/** Sizes of the long conversation, for growth. */
export const SIZES = [1000, 10_000, 100_000] as const;

export interface HistoryCopy extends BigHistory {
  /** Base of the app's data, to be removed by whoever asked for it. */
  readonly folder: string;
  /** Opens the account without asking. */
  readonly opens: string;
  /** Of loopback, where its owner's server is; nobody listens there when it has none. */
  readonly port: number;
}

/** Whose history it is when it shall go on: an account of a server that runs, and who writes to it. */
export interface Owner {
  readonly address: string;
  readonly password: string;
  readonly friend: string;
}

const PROGRAM = join(ROOT, "dist", "scripts", "big-history.cjs");
const CACHE = join(ROOT, "dist", "bench", "histories");

/**
 * A long conversation of so many messages, and as many messages again in others, of 50 each: everything grows. Without an
 * owner it is that of a person whose server does not exist.
 */
export async function historyCopy(messages: number, owner?: Owner): Promise<HistoryCopy> {
  const made = await madeOnce(messages, owner);
  const folder = makeFolder("bench");
  cpSync(made, folder, { recursive: true });
  const history = JSON.parse(readFileSync(join(folder, "history.json"), "utf8")) as BigHistory & { readonly port: number };
  const passphraseFile = join(folder, "passphrase");
  writeFileSync(passphraseFile, history.passphrase, { mode: 0o600 });
  return { ...history, folder, opens: `--stamp-passphrase-file=${passphraseFile}` };
}

async function madeOnce(messages: number, owner: Owner | undefined): Promise<string> {
  const version = createHash("sha256").update(readFileSync(PROGRAM)).digest("hex").slice(0, 12);
  const folder = join(CACHE, version, [owner?.address ?? "offline", String(messages)].join("-"));
  if (existsSync(folder)) return folder;
  mkdirSync(join(CACHE, version), { recursive: true });
  for (const old of readdirSync(CACHE)) if (old !== version) rmSync(join(CACHE, old), { recursive: true });
  const port = await freePort();
  const making = `${folder}.${String(process.pid)}`;
  const conversations = Math.max(3, messages / 50);
  const shape = ["--messages", String(messages), "--conversations", String(conversations), "--unread", String(Math.max(1, messages / 200))];
  const whose = owner === undefined ? [] : ["--address", owner.address, "--password", owner.password, "--server", `ws://127.0.0.1:${String(port)}`, "--friend", owner.friend];
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, "--folder", making, ...shape, ...whose]);
  writeFileSync(join(making, "history.json"), JSON.stringify({ ...(JSON.parse(stdout) as BigHistory), port }));
  renameSync(making, folder);
  return folder;
}
