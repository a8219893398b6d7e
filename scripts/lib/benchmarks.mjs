// Runs benchmark files one after the other and sums up what they left.

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { nodeEnvironment } from "./app-environment.mjs";
import { prepare, ROOT } from "./prepare.mjs";
import { runShown } from "./run.mjs";
import { ensureSystem } from "./system.mjs";

/** Those whose limit is measured in the same run, or is no time: what CI compares. */
export const COMPARED = ["queue", "sip", "size", "stp-async", "stp-build", "stp-open"];
const ENDINGS = [".bench.ts", ".window.ts"];

/**
 * The exit code: 0, or of the first benchmark that could not measure, or 1 when `check` found a loss.
 * @param {readonly string[]} names of files in bench/, without their ending; all when there is none
 * @param {{ json?: string, growth?: boolean, quick?: boolean, check?: boolean, timeoutMs?: number }} options as of `npm run bench`
 */
export async function runBenchmarks(names, options) {
  const files = chosenFiles(names);
  const folder = mkdtempSync(join(tmpdir(), "stamp-bench-"));
  try {
    return await runFiles(files, folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runFiles(files, folder, { json, growth = false, quick = false, check = false, timeoutMs }) {
  const windows = files.filter((file) => file.endsWith(".window.ts"));
  await ensureSystem(windows.length > 0 ? ["electron", "display", "sip"] : ["sip"], { timeoutMs });
  await prepare(windows.length > 0 ? undefined : ["programs"]);
  await prepare(["benchmarks"]);
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

function chosenFiles(names) {
  const files = readdirSync(join(ROOT, "bench")).filter((file) => ENDINGS.some((ending) => file.endsWith(ending)));
  const nameOf = (file) => file.slice(0, file.indexOf("."));
  const unknown = names.filter((name) => !files.some((file) => nameOf(file) === name));
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(", ")}. There are: ${files.map(nameOf).join(", ")}.`);
  return names.length === 0 ? files : files.filter((file) => names.includes(nameOf(file)));
}

/** Arguments for Node: a program of dist/bench. */
function program(name) {
  return ["--enable-source-maps", "--expose-gc", join(ROOT, "dist", "bench", `${name}.cjs`)];
}
