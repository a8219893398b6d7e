// `npm run build`: dist/ from scratch, whatever was there (`--quick`: only what changed).

import { rmSync } from "node:fs";
import { join } from "node:path";

import { failWith, ROOT } from "./lib/prepare.mjs";
import { ensureInstalled } from "./lib/install.mjs";

try {
  await ensureInstalled(ROOT);
  // With it go what an older version left and the record of what is up to date.
  if (!process.argv.includes("--quick")) rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  const { build } = await import("./lib/bundle.mjs");
  await build();
} catch (error) {
  failWith(error);
}
