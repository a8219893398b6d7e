// `npm run bench [-- --json FILE] [--growth] [--quick] [--check] [NAME …]`: the benchmarks of bench/, each beside its limit
// in the same run, each in a process of its own, one after the other; all of them without a NAME. NAME.bench.ts runs in
// Node, NAME.window.ts is the real app. `--growth` measures what 1, 10 and 100 times the data cost; `--quick` takes less time
// for less certainty; `--check` compares the ratios with the committed ones (bench/results/rows.json).

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { failWith, ROOT } from "./lib/prepare.mjs";
import { runBenchmarks } from "./lib/benchmarks.mjs";

const KINDS = [".bench.ts", ".window.ts"];

try {
  const flag = { type: "boolean", default: false };
  const options = { json: { type: "string" }, growth: flag, quick: flag, check: flag };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const files = chosen(positionals);
  const folder = mkdtempSync(join(tmpdir(), "stamp-bench-"));
  try {
    process.exitCode = await runBenchmarks(files, { ...values, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} catch (error) {
  failWith(error);
}

/** @param {readonly string[]} names without their ending */
function chosen(names) {
  const files = readdirSync(join(ROOT, "bench")).filter((file) => KINDS.some((kind) => file.endsWith(kind)));
  const nameOf = (file) => file.slice(0, file.indexOf("."));
  const unknown = names.filter((name) => !files.some((file) => nameOf(file) === name));
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(", ")}. There are: ${files.map(nameOf).join(", ")}.`);
  return names.length === 0 ? files : files.filter((file) => names.includes(nameOf(file)));
}
