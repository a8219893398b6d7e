import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let directory: string;
const programs = join(import.meta.dirname, "..", "dist", "test", `demo-${String(process.pid)}`);
const running: ChildProcess[] = [];
const exits: Promise<unknown>[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "stamp-demo-test-"));
  const entryPoints = ["demo", "demo-headless"].map((name) => join(import.meta.dirname, `${name}.ts`));
  const external = ["better-sqlite3-multiple-ciphers", "@node-rs/argon2", "pino", "bufferutil", "utf-8-validate"];
  const common = { bundle: true, platform: "node", target: "node18", external } as const;
  await build({ ...common, entryPoints, outdir: programs, outExtension: { ".js": ".cjs" }, loader: { ".sql": "text" } });
});

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await Promise.all(exits);
  for (const folder of [directory, programs]) rmSync(folder, { recursive: true });
});

/** Starts the program with temporary files in a folder of its own and a script in place of Electron. */
function start(name: string, window = "") {
  const temporary = mkdtempSync(join(directory, "tmp-"));
  const script = join(directory, `window-${String(running.length)}.cjs`);
  writeFileSync(script, window);
  const electron = { STAMP_ELECTRON: process.execPath, STAMP_ELECTRON_ARGS: JSON.stringify([script]) };
  const env = { ...process.env, ...electron, TMPDIR: temporary };
  const child = spawn(process.execPath, [join(programs, `${name}.cjs`)], { stdio: "pipe", env });
  running.push(child);
  const ended = once(child, "exit").then(([code]) => ({ code: code as number | null, left: readdirSync(temporary) }));
  exits.push(ended);
  let output = "";
  const shown = (text: string) =>
    new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (data: Buffer) => {
          output += data.toString();
          if (output.includes(text)) resolve();
        });
      }
    });
  return { child, ended, shown, temporary };
}

describe.skipIf(process.platform === "win32")("npm run demo", () => {
  it("ends with an error, and leaves nothing, when its windows do not open", async () => {
    const { ended } = start("demo", "process.exitCode = 1;");
    expect(await ended).toEqual({ code: 1, left: [] });
  });

  it("closes both windows and leaves nothing after Ctrl+C, which comes twice", async () => {
    // As Electron: a second SIGTERM ends it at once.
    const window = `process.once("SIGTERM", () => setTimeout(() => process.exit(0), 300)); setInterval(() => 0, 1000); console.log("open");`;
    const { child, ended, shown } = start("demo", window);
    await shown("Close both windows");
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGINT"), 50);
    expect(await ended).toEqual({ code: 0, left: [] });
  });

  it("opens no window when it is ended while it makes the accounts", async () => {
    const opened = join(directory, "opened");
    const { child, ended, temporary } = start("demo", `require("node:fs").writeFileSync(${JSON.stringify(opened)}, "");`);
    await once(watch(temporary), "change");
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 0, left: [] });
    expect(existsSync(opened)).toBe(false);
  });
});

describe.skipIf(process.platform === "win32")("npm run demo -- --headless", () => {
  it("leaves nothing after Ctrl+C", async () => {
    const { child, ended, shown } = start("demo-headless");
    await shown("Hello Bob");
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 130, left: [] });
  });
});
