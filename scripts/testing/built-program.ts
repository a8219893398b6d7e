// For tests of runs: the program scripts/NAME.ts as `npm run NAME` runs it, built into a file of its own beside the others,
// so that a test needs no build before it and no two tests are in each other's way.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

/** As in scripts/lib/bundle.mjs. */
const EXTERNAL = ["better-sqlite3-multiple-ciphers", "@node-rs/argon2", "pino", "bufferutil", "utf-8-validate"];

export interface BuiltProgram {
  /** Runs it to its end, with temporary files in a folder of its own. */
  run(args: readonly string[]): Promise<ProgramResult>;
  /** Starts it and ends it with a signal as soon as `text` is in what it printed. */
  interrupt(args: readonly string[], text: string, signal: NodeJS.Signals): Promise<ProgramResult>;
  remove(): void;
}

export interface ProgramResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Temporary files that it left. */
  readonly left: readonly string[];
}

export async function builtProgram(name: string): Promise<BuiltProgram> {
  const root = join(import.meta.dirname, "..", "..");
  const file = join(root, "dist", "test", `${name}-${String(process.pid)}.cjs`);
  await build({
    entryPoints: [join(root, "scripts", `${name}.ts`)],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node18",
    define: { "import.meta.dirname": "__dirname" },
    loader: { ".sql": "text" },
    external: EXTERNAL,
  });

  async function start(args: readonly string[], heard: (output: string, end: (signal: NodeJS.Signals) => void) => void): Promise<ProgramResult> {
    const temporary = mkdtempSync(join(tmpdir(), `stamp-${name}-test-`));
    const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, TMPDIR: temporary } });
    let [stdout, stderr] = ["", ""];
    const end = (signal: NodeJS.Signals): void => void child.kill(signal);
    child.stdout.on("data", (data: Buffer) => {
      stdout += data.toString();
      heard(stdout + stderr, end);
    });
    child.stderr.on("data", (data: Buffer) => {
      stderr += data.toString();
      heard(stdout + stderr, end);
    });
    const [code] = (await once(child, "close")) as [number | null];
    const left = readdirSync(temporary);
    rmSync(temporary, { recursive: true, force: true });
    return { code, stdout, stderr, left };
  }

  return {
    run: (args) => start(args, () => undefined),
    interrupt: (args, text, signal) =>
      start(args, (output, end) => {
        if (output.includes(text)) end(signal);
      }),
    remove: () => rmSync(file, { force: true }),
  };
}
