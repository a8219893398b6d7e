// Playwright on the real app: with a display made for it where there is none, on the Electron this machine has.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { electronEnvironment } from "./app-environment.mjs";
import { build } from "./bundle.mjs";
import { ROOT } from "./prepare.mjs";
import { runShown } from "./run.mjs";

/**
 * Runs the end-to-end tests and returns Playwright's exit code. Packages, bundles and system packages must be there.
 * @param {readonly string[]} args for Playwright
 * @param {{ timeoutMs?: number, stdout?: "inherit" | "stderr", config?: string, run?: string }} [options]
 *   `run`: names the results of this run in test-results, where several go side by side
 */
export async function runE2e(args, { timeoutMs, stdout, config = "e2e/playwright.config.ts", run = "e2e" } = {}) {
  await build({ parts: ["scenes", "updates-app"] });
  const { runtime, env } = await electronEnvironment();
  console.error(`Electron ${runtime.version}${runtime.evaluation ? " (evaluation runtime)" : ""}`);
  const playwright = join(dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")), "cli.js");
  const test = [process.execPath, playwright, "test", "--config", config, ...args];
  // A display of their own also where there is one: windows do not pop up, and sizes are the same everywhere.
  const xvfb = ["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24 -nolisten tcp"];
  const [command, ...rest] = process.platform === "linux" ? [...xvfb, ...test] : test;
  // xvfb-run passes no signal on.
  return runShown(command, rest, { cwd: ROOT, env: { ...env, STAMP_E2E_RUN: run }, timeoutMs, stdout, ownGroup: true });
}
