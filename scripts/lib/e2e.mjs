// Playwright on the real app: with a display made for it where there is none, on the Electron this machine has.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { electronEnvironment } from "./app-environment.mjs";
import { build } from "./bundle.mjs";
import { ROOT } from "./prepare.mjs";
import { runShown } from "./run.mjs";
import { installsPackages } from "./system.mjs";

/** Tests of the installed app, which change the machine. */
const PACKAGED = "packaged";

/**
 * Runs the end-to-end tests and returns Playwright's exit code. Packages, bundles and system packages must be there.
 * @param {readonly string[]} args for Playwright
 * @param {{ timeoutMs?: number, stdout?: "inherit" | "stderr", config?: string, run?: string }} [options]
 *   `run`: names the results of this run in test-results, where several go side by side
 */
export async function runE2e(args, { timeoutMs, stdout, config = "e2e/playwright.config.ts", run = "e2e" } = {}) {
  const withoutPackage = !installsPackages();
  if (withoutPackage && args.some((word) => word.includes(PACKAGED))) {
    throw new Error("The installed app is tested on Debian and Ubuntu as root, which installs and removes its package. CI does.");
  }
  if (withoutPackage && run === "e2e") console.error("Without the tests of the installed app: they need Debian or Ubuntu and root, and run in CI.");
  await build({ parts: ["scenes", "updates-app"] });
  const { runtime, env: appEnv } = await electronEnvironment();
  const env = withoutPackage ? { ...appEnv, STAMP_E2E_LEAVE_OUT: PACKAGED } : appEnv;
  console.error(`Electron ${runtime.version}${runtime.evaluation ? " (evaluation runtime)" : ""}`);
  const playwright = join(dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")), "cli.js");
  const test = [process.execPath, playwright, "test", "--config", config, ...args];
  // A display of their own also where there is one: windows do not pop up, and sizes are the same everywhere.
  const xvfb = ["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24 -nolisten tcp"];
  const [command, ...rest] = process.platform === "linux" ? [...xvfb, ...test] : test;
  // xvfb-run passes no signal on.
  return runShown(command, rest, { cwd: ROOT, env: { ...env, STAMP_E2E_RUN: run }, timeoutMs, stdout, ownGroup: true });
}
