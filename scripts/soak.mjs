// `npm run soak -- --minutes 60 --seed 1 --server kamailio`: e2e/soak.spec.ts alone and as long as wanted. Prints its one
// line of JSON; exit 0 only if nothing was lost or came twice and no process grew. What was sampled is in
// test-results/soak-samples.json.

import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { failWith, prepare, ROOT } from "./lib/prepare.mjs";
import { ensureSystem } from "./lib/system.mjs";

const RESULT = join(ROOT, "test-results", "soak.json");

try {
  const options = { minutes: { type: "string", default: "60" }, seed: { type: "string", default: "1" }, server: { type: "string", default: "embedded" } };
  const { minutes, seed, server } = parseArgs({ options }).values;
  if (!(Number(minutes) >= 1) || !Number.isSafeInteger(Number(seed)) || !["embedded", "kamailio"].includes(server)) {
    throw new Error("npm run soak -- --minutes N (at least 1) --seed S --server embedded|kamailio");
  }
  await ensureSystem(["electron", "display", "sip"]);
  await prepare();
  const { runE2e } = await import("./lib/e2e.mjs");
  Object.assign(process.env, { STAMP_SOAK_MINUTES: minutes, STAMP_SOAK_SEED: seed, STAMP_SOAK_SERVER: server });
  rmSync(RESULT, { force: true });
  const code = await runE2e(["soak.spec.ts"], { stdout: "stderr" });
  if (existsSync(RESULT)) process.stdout.write(readFileSync(RESULT));
  process.exitCode = code;
} catch (error) {
  failWith(error);
}
