import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FaultsReport } from "./run";

const program = join(import.meta.dirname, "..", "..", "..", "dist", "test", `faults-${String(process.pid)}.cjs`);
let running: ChildProcess | undefined;

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, "..", "..", "faults.ts")],
    outfile: program,
    ...({ bundle: true, platform: "node", target: "node18", format: "cjs" } as const),
    loader: { ".sql": "text" },
    define: { "import.meta.dirname": "__dirname" },
    external: ["better-sqlite3-multiple-ciphers", "@node-rs/argon2", "pino", "bufferutil", "utf-8-validate"],
  });
});

afterAll(() => {
  // Its children end with it.
  running?.kill("SIGKILL");
  rmSync(program);
});

it("500 texts over a bad network are each shown once, in order, whatever is lost, doubled or broken on the way", { timeout: 300_000 }, async () => {
  running = spawn(process.execPath, [program, "--messages", "500", "--seed", "1"], { stdio: ["ignore", "pipe", "inherit"] });
  const [output, [code]] = await Promise.all([text(running.stdout ?? process.stdin), once(running, "exit")]);
  const report = JSON.parse(output) as FaultsReport;
  expect(report).toMatchObject({ messages: 500, sent: 500, lost: 0, duplicated: 0, outOfOrder: 0, queueLeft: 0, integrity: "ok", conversations: 16, serverRestarts: 3 });
  expect(code).toBe(0);
  // The network was as bad as was asked for.
  const { frames, lostRequests, lostResponses, duplicated, reordered, late } = report.faults;
  expect(frames).toBeGreaterThan(4 * 500);
  expect((lostRequests + lostResponses) / frames).toBeGreaterThan(0.08);
  expect(duplicated / frames).toBeGreaterThan(0.03);
  expect((reordered + late) / frames).toBeGreaterThan(0.08);
  expect(reordered).toBeGreaterThan(50);
});
