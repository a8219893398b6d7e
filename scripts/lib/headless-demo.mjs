// The demo without windows: both people's complete main-process stacks in the terminal.

import { join } from "node:path";

import { hasDisplay, nodeEnvironment } from "./app-environment.mjs";
import { prepare, ROOT } from "./prepare.mjs";
import { runShown } from "./run.mjs";

/**
 * Makes ready what it needs, runs it and returns its exit code.
 * @param {readonly string[]} args
 */
export async function headlessDemo(args) {
  if (!hasDisplay()) console.error("There is no display here, so the demo runs in this terminal.");
  await prepare(["programs"]);
  const program = join(ROOT, "dist", "scripts", "demo-headless.cjs");
  const ours = args.filter((argument) => argument !== "--headless");
  return runShown(process.execPath, ["--enable-source-maps", program, ...ours], { env: await nodeEnvironment() });
}
