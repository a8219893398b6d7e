import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { status } from "../server/testing/sip-text";
import { connectDevice } from "../server/testing/test-device";

let directory: string;
let program: string;
const running: ChildProcess[] = [];

/** Starts the program; resolves with what it printed once `until` is in it, or when it ended. */
async function start(args: readonly string[], until: string, input = ""): Promise<{ readonly child: ChildProcess; readonly output: string }> {
  const child = spawn(process.execPath, [program, "--dir", join(directory, "data"), ...args], { stdio: "pipe" });
  running.push(child);
  child.stdin.end(input);
  let output = "";
  await new Promise<void>((resolve) => {
    const read = (data: Buffer): void => {
      output += data.toString();
      if (output.includes(until)) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", () => resolve());
  });
  return { child, output };
}

function ended(child: ChildProcess): Promise<number | null> {
  const isOver = child.exitCode !== null || child.signalCode !== null;
  return isOver ? Promise.resolve(child.exitCode) : new Promise((resolve) => child.once("exit", resolve));
}

async function canRegister(url: string, user: string, password: string): Promise<boolean> {
  const device = await connectDevice({ url, domain: "stamp.test", user, password });
  const answer = await device.register();
  await device.close();
  return status(answer) === 200;
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "stamp-server-"));
  program = join(import.meta.dirname, "..", "dist", "test", `server-${process.pid}.cjs`);
  const entry = join(import.meta.dirname, "server.ts");
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: "node", target: "node18", external: ["better-sqlite3-multiple-ciphers"] });
});

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await Promise.all(running.map(ended));
  rmSync(directory, { recursive: true });
  rmSync(program);
});

describe("npm run server", () => {
  it("takes accounts from arguments, a file and standard input, keeps them, and stops on a signal", async () => {
    const file = join(directory, "users");
    writeFileSync(file, "bob:pass:word\r\n\n");
    const options = ["--port", "0", "--domain", "Stamp.test"];
    const first = await start([...options, "--user", "alice:secret", "--users", file], "Accounts:");
    const url = /ws:\/\/127\.0\.0\.1:\d+/.exec(first.output)?.[0] ?? "";
    expect(first.output).toContain("alice@stamp.test, bob@stamp.test");
    expect(first.output).not.toMatch(/secret|pass:word/);
    expect(await canRegister(url, "alice", "secret")).toBe(true);
    expect(await canRegister(url, "bob", "pass:word")).toBe(true);
    first.child.kill("SIGTERM");
    expect(await ended(first.child)).toBe(0);

    const second = await start([...options, "--users", "-"], "Accounts:", "carol:third\n");
    expect(second.output).toContain("alice@stamp.test, bob@stamp.test, carol@stamp.test");
    second.child.kill("SIGINT");
    expect(await ended(second.child)).toBe(0);
  });

  it("stops in order after Ctrl+C, which comes twice, also with a device that does not answer", async () => {
    const { child, output } = await start(["--port", "0"], "Accounts:");
    const url = /ws:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
    const device = new WebSocket(url, "sip");
    await once(device, "open");
    device.pause();
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGINT"), 50);
    expect(await ended(child)).toBe(0);
    device.terminate();
  });

  it.each([
    ["--help", "--users FILE", 0],
    ["--user=alice", "NAME:PASSWORD", 1],
    ["--user=al ice:x", "cannot be an account name", 1],
    ["--port=99999", "is not a port", 1],
    ["--cert=x", "belong together", 1],
    ["--what", "--what", 1],
  ])("answers %s with a sentence", async (argument, sentence, code) => {
    const { child, output } = await start([argument], "no such text");
    expect(output).toContain(sentence);
    expect(await ended(child)).toBe(code);
  });
});
