// `npm run scroll -- --out DIR --messages 100000`: e2e/scrolling.run.ts. Into DIR go frames/*.png, frame-times.json and
// summary.md: frame times by requestAnimationFrame, most rows in the document, longest jump.

import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { failWith, prepare } from "./lib/prepare.mjs";
import { ensureSystem } from "./lib/system.mjs";

try {
  const { out, messages } = parseArgs({ options: { out: { type: "string" }, messages: { type: "string", default: "100000" } } }).values;
  if (out === undefined || !(Number(messages) >= 100)) throw new Error("npm run scroll -- --out DIR --messages N (at least 100)");
  await ensureSystem(["electron", "display"]);
  await prepare();
  const { runE2e } = await import("./lib/e2e.mjs");
  Object.assign(process.env, { STAMP_SCROLL_OUT: resolve(out), STAMP_SCROLL_MESSAGES: messages });
  process.exitCode = await runE2e(["scrolling.run.ts"]);
} catch (error) {
  failWith(error);
}
