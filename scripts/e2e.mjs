// `npm run e2e`: the end-to-end tests alone; arguments after `--` go to Playwright (`-- -g "resend"`).

import { failWith, prepare } from "./lib/prepare.mjs";
import { ensureSystem, installsPackages } from "./lib/system.mjs";

try {
  await ensureSystem(["electron", "display", "sip", ...(installsPackages() ? ["package"] : [])]);
  await prepare();
  const { runE2e } = await import("./lib/e2e.mjs");
  process.exitCode = await runE2e(process.argv.slice(2));
} catch (error) {
  failWith(error);
}
