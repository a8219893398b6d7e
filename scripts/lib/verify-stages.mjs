// The gate's stages up to the unit tests, each with its budget in seconds, which ends a hang: several times what it takes. Each is a
// script of package.json that can be run alone.

import { delimiter, join } from "node:path";

import { ROOT } from "./prepare.mjs";
import { runNpmShown, runShown } from "./run.mjs";
import { sqliteBinding } from "./sqlite-binding.mjs";
import { stage } from "./stage.mjs";
import { usersNode } from "./users-node.mjs";

/** Runs all of them; throws at the first failure. */
export async function verify() {
  await npmStage("generated protocol code is fresh", 60, ["proto", "--", "--check"]);
  await npmStage("types", 180, ["types"]);
  await npmStage("lint", 600, ["lint"]);
  await npmStage("who may import whom", 60, ["imports"]);
  await npmStage("dead code", 60, ["unused"]);
  // The tests ask for the binding too; here its one-time build is a stage of its own.
  await stage("database binding", 240, async () => void (await sqliteBinding()));
  await npmStage("unit tests", 1200, ["unit", "--", ...reportTo("unit.json")]);
}

/** The main process's unit tests once more on the users' Node, where ours is an older one. */
export async function verifyOnUsersNode() {
  await stage("main process on the users' Node", 720, async (timeoutMs) => {
    const folder = await usersNode();
    if (folder === undefined) return console.log("This Node is as new, or there is no package of it for this system.");
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
    delete env.STAMP_SQLITE_BINDING;
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    return runShown(join(folder, "node"), [vitest, "run", "main", ...reportTo("users-node.json")], { cwd: ROOT, env, timeoutMs });
  });
}

function reportTo(file) {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${join(ROOT, "test-results", file)}`];
}

function npmStage(name, budget, args) {
  const run = (timeoutMs) => runNpmShown(["run", "--silent", ...args], { cwd: ROOT, timeoutMs, stdout: "inherit" });
  return stage(name, budget, run);
}
