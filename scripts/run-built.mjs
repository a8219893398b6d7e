// `npm run server`, `npm run vectors -- DIR`, …: makes ready what is missing, then runs the program dist/scripts/NAME.cjs
// in Node with the other arguments. Only the program itself writes to standard output.

import { join } from "node:path";

import { nodeEnvironment } from "./lib/app-environment.mjs";
import { failWith, prepare, ROOT } from "./lib/prepare.mjs";
import { runShown } from "./lib/run.mjs";

try {
  const [name, ...args] = process.argv.slice(2);
  await prepare(["programs"]);
  const program = join(ROOT, "dist", "scripts", `${name}.cjs`);
  const env = await nodeEnvironment();
  process.exitCode = await runShown(process.execPath, ["--enable-source-maps", program, ...args], { env, stdin: "inherit" });
} catch (error) {
  failWith(error);
}
