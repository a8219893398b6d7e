// `npm run verify`: types, lint, import rules, dead code, generated code, unit tests. The gate before every commit.

import { ensureInstalled } from "./lib/install.mjs";
import { failWith, ROOT } from "./lib/prepare.mjs";

try {
  await ensureInstalled(ROOT);
  const { verify } = await import("./lib/verify-stages.mjs");
  await verify();
} catch (error) {
  failWith(error);
}
