// The gate's stages up to the unit tests, each with its budget in seconds, which ends a hang: several times what it takes. Each is a
// script of package.json that can be run alone.

import { delimiter, join } from "node:path";

import { ROOT } from "./prepare.mjs";
import { runNpmShown, runShown } from "./run.mjs";
import { sqliteBinding } from "./sqlite-binding.mjs";
import { stage } from "./stage.mjs";
import { usersNode } from "./users-node.mjs";

/**
 * Runs all of them; throws at the first failure. Where our own Node is older than the users', the main process's unit tests
 * run on theirs, and only there: nobody has it on ours.
 */
export async function verify() {
  // Lint takes as long as the others together, and one core. Both are waited for: a program must not outlive the gate.
  const outcomes = await Promise.allSettled([npmStage("lint", 600, ["lint"]), readings()]);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  // The tests ask for both too; here what is made once is a stage of its own.
  await stage("database binding", 240, async () => void (await sqliteBinding()));
  let folder;
  await stage("the users' Node", 120, async () => {
    folder = await usersNode();
  });
  const elsewhere = folder === undefined ? [] : ["--exclude", "main/**"];
  await npmStage("unit tests", 1200, ["unit", "--", ...elsewhere, ...reportTo("unit.json")]);
  if (folder !== undefined) await stage("main process on the users' Node", 720, (timeoutMs) => mainTestsOn(folder, timeoutMs));
}

/** Everything but lint that is found by reading the code. */
async function readings() {
  await npmStage("generated protocol code is fresh", 60, ["proto", "--", "--check"]);
  await npmStage("types", 180, ["types"]);
  await npmStage("who may import whom", 60, ["imports"]);
  await npmStage("dead code", 60, ["unused"]);
}

function mainTestsOn(folder, timeoutMs) {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  delete env.STAMP_SQLITE_BINDING;
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  return runShown(join(folder, "node"), [vitest, "run", "main", ...reportTo("users-node.json")], { cwd: ROOT, env, timeoutMs });
}

function reportTo(file) {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${join(ROOT, "test-results", file)}`];
}

function npmStage(name, budget, args) {
  const run = (timeoutMs) => runNpmShown(["run", "--silent", ...args], { cwd: ROOT, timeoutMs, stdout: "inherit" });
  return stage(name, budget, run);
}
