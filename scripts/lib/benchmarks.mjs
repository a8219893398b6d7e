// Runs benchmark files one after the other and sums up what they left.

import { join, resolve } from "node:path";

import { nodeEnvironment } from "./app-environment.mjs";
import { prepare, ROOT } from "./prepare.mjs";
import { runShown } from "./run.mjs";
import { ensureSystem } from "./system.mjs";

/** @param {string} name of a program in dist/bench */
const program = (name) => ["--enable-source-maps", "--expose-gc", join(ROOT, "dist", "bench", `${name}.cjs`)];

/**
 * The exit code: 0, or of the first benchmark that could not measure, or 1 when `check` found a loss.
 * @param {readonly string[]} files of bench/
 * @param {{ folder: string, json?: string, growth?: boolean, quick?: boolean, check?: boolean, timeoutMs?: number }} options
 *   `folder`: empty, for what the benchmarks leave
 */
export async function runBenchmarks(files, { folder, json, growth = false, quick = false, check = false, timeoutMs }) {
  const windows = files.filter((file) => file.endsWith(".window.ts"));
  await ensureSystem(windows.length > 0 ? ["electron", "display", "sip"] : ["sip"], { timeoutMs });
  await prepare(windows.length > 0 ? undefined : ["benchmarks", "programs"]);
  const asked = { STAMP_BENCH_FOLDER: folder, ...(growth && { STAMP_BENCH_GROWTH: "1" }), ...(quick && { STAMP_BENCH_QUICK: "1" }) };
  const env = { ...(await nodeEnvironment()), ...asked };

  for (const file of files.filter((name) => name.endsWith(".bench.ts"))) {
    console.error(`\n── ${file}`);
    const code = await runShown(process.execPath, program(file.slice(0, -".ts".length)), { cwd: ROOT, env, timeoutMs });
    if (code !== 0) return code;
  }
  if (windows.length > 0) {
    const { runE2e } = await import("./e2e.mjs");
    Object.assign(process.env, asked);
    const code = await runE2e(windows, { config: "bench/playwright.config.ts", timeoutMs });
    if (code !== 0) return code;
  }
  const told = [...(json === undefined ? [] : ["--json", resolve(json)]), ...(check ? ["--check", join(ROOT, "bench", "results", "rows.json")] : [])];
  return runShown(process.execPath, [...program("summary"), folder, ...told], { cwd: ROOT, env });
}
