// `npm run bench [-- --json FILE] [--growth] [--quick] [--check] [NAME …]`: the benchmarks of bench/, each beside its limit
// in the same run, each in a process of its own, one after the other; all of them without a NAME. NAME.bench.ts runs in
// Node, NAME.window.ts is the real app. `--growth` measures what 1, 10 and 100 times the data cost; `--quick` takes less time
// for less certainty; `--check` compares the ratios with the committed ones (bench/results/rows.json).

import { parseArgs } from "node:util";

import { runBenchmarks } from "./lib/benchmarks.mjs";
import { failWith } from "./lib/prepare.mjs";

try {
  const flag = { type: "boolean", default: false };
  const options = { json: { type: "string" }, growth: flag, quick: flag, check: flag };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  process.exitCode = await runBenchmarks(positionals, values);
} catch (error) {
  failWith(error);
}
