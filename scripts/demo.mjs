// `npm run demo`: two people in two windows on the built-in server, by dist/scripts/demo.cjs, which gets
// STAMP_ELECTRON (executable) and STAMP_ELECTRON_ARGS (JSON list: what comes before the app's own arguments).
// `-- --headless` (and a machine without a display) shows the same in the terminal.

import { join } from "node:path";

import { electronEnvironment, electronFlags, hasDisplay } from "./lib/app-environment.mjs";
import { headlessDemo } from "./lib/headless-demo.mjs";
import { failWith, prepare, ROOT } from "./lib/prepare.mjs";
import { runShown } from "./lib/run.mjs";
import { ensureSystem } from "./lib/system.mjs";

try {
  const args = process.argv.slice(2);
  process.exitCode = args.includes("--headless") || !hasDisplay() ? await headlessDemo(args) : await windows(args);
} catch (error) {
  failWith(error);
}

async function windows(args) {
  await prepare();
  await ensureSystem(["electron"]);
  const { runtime, env } = await electronEnvironment();
  env.STAMP_ELECTRON = runtime.executable;
  env.STAMP_ELECTRON_ARGS = JSON.stringify([...electronFlags(), ROOT]);
  const program = join(ROOT, "dist", "scripts", "demo.cjs");
  return runShown(process.execPath, ["--enable-source-maps", program, ...args], { env, stdin: "inherit" });
}
