// `npm start`: the app, from a clean clone if need be. Arguments after `--` go to the app (`-- --profile NAME`).
// Without a display the conversation that `npm run demo -- --headless` prints is shown instead.

import { electronEnvironment, electronFlags, hasDisplay } from "./lib/app-environment.mjs";
import { headlessDemo } from "./lib/headless-demo.mjs";
import { failWith, prepare, ROOT } from "./lib/prepare.mjs";
import { runShown } from "./lib/run.mjs";
import { ensureSystem } from "./lib/system.mjs";

try {
  process.exitCode = hasDisplay() ? await startApp() : await headlessDemo([]);
} catch (error) {
  failWith(error);
}

async function startApp() {
  await prepare();
  await ensureSystem(["electron"]);
  const { runtime, env } = await electronEnvironment();
  const mode = runtime.evaluation ? " in evaluation mode (local servers only)" : "";
  console.error(`Starting Stamp on Electron ${runtime.version}${mode}`);
  const args = [...electronFlags(), ROOT, ...process.argv.slice(2)];
  return runShown(runtime.executable, args, { env, stdin: "inherit" });
}
