// The gate's stages up to the unit tests, each with its budget in seconds on a busy machine with two cores. Each is a
// script of package.json that can be run alone.

import { join } from "node:path";

import { ROOT } from "./prepare.mjs";
import { runNpmShown } from "./run.mjs";
import { sqliteBinding } from "./sqlite-binding.mjs";
import { stage } from "./stage.mjs";

/** Runs all of them; throws at the first failure. */
export async function verify() {
  await npmStage("generated protocol code is fresh", 20, ["proto", "--", "--check"]);
  await npmStage("types", 60, ["types"]);
  await npmStage("lint", 90, ["lint"]);
  await npmStage("who may import whom", 30, ["imports"]);
  await npmStage("dead code", 30, ["unused"]);
  // The tests ask for the binding too; here its one-time build is a stage of its own.
  await stage("database binding", 120, async () => void (await sqliteBinding()));
  const report = join(ROOT, "test-results", "unit.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  await npmStage("unit tests", 330, ["unit", "--", ...reporters]);
}

function npmStage(name, budget, args) {
  const run = (timeoutMs) => runNpmShown(["run", "--silent", ...args], { cwd: ROOT, timeoutMs, stdout: "inherit" });
  return stage(name, budget, run);
}
