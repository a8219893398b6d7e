// `npm test`: everything, from a clean clone. System packages, packages, verify (types, lint, import rules, dead code,
// generated code, unit tests), bundles, end-to-end tests. Each stage prints its time and is ended at its budget, which is
// several times what it takes on two idle cores. The last line counts the tests of all runs.

import { rmSync } from "node:fs";
import { join } from "node:path";

import { ensureInstalled } from "./lib/install.mjs";
import { ROOT } from "./lib/prepare.mjs";
import { stage } from "./lib/stage.mjs";
import { ensureSystem, installsPackages } from "./lib/system.mjs";
import { closingLine, e2eCounts, unitCounts } from "./lib/test-counts.mjs";

const RESULTS = join(ROOT, "test-results");
/** Projects of e2e/playwright.config.ts. */
const SCREENS = ["looks", "forms"];
const started = performance.now();
let failure;

try {
  rmSync(RESULTS, { recursive: true, force: true });
  await stage("system packages", 120, (timeoutMs) => ensureSystem(["electron", "display", "sip", "smime", ...(installsPackages() ? ["package"] : [])], { timeoutMs }));
  await stage("packages", 120, (timeoutMs) => ensureInstalled(ROOT, { timeoutMs }));
  const { verify } = await import("./lib/verify-stages.mjs");
  await verify();
  const { build } = await import("./lib/bundle.mjs");
  await stage("bundles", 90, async () => {
    await build();
    await build({ parts: ["scenes"] });
  });
  const { COMPARED, runBenchmarks } = await import("./lib/benchmarks.mjs");
  await stage("benchmark ratios", 300, (timeoutMs) => runBenchmarks(COMPARED, { quick: true, check: true, timeoutMs }));
  const { runE2e } = await import("./lib/e2e.mjs");
  // Nothing is timed in the screens of the stand-in, and each run uses little more than one of two cores.
  const screens = (timeoutMs) => Promise.all(SCREENS.map((run) => runE2e(["--project", run], { timeoutMs, run })));
  await stage("screens", 1200, async (timeoutMs) => Math.max(...(await screens(timeoutMs))));
  await stage("end-to-end tests", 2100, (timeoutMs) => runE2e(["--project", "app"], { timeoutMs }));
} catch (error) {
  failure = error;
}

const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const counts = [
  unitCounts(join(RESULTS, "unit.json")),
  unitCounts(join(RESULTS, "users-node.json")),
  ...[...SCREENS, "e2e"].map((run) => e2eCounts(join(RESULTS, `${run}.json`))),
];
console.log(failure === undefined ? `\nAll stages passed in ${minutes} minutes.` : `\n${failure.message}`);
console.log(closingLine(counts, failure === undefined));
// What hangs must not keep the process.
process.exit(failure === undefined ? 0 : 1);
