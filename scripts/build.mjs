// `npm run build`: dist/ from scratch, whatever was there (`--quick`: only what changed).

import { failWith, ROOT } from "./lib/prepare.mjs";
import { ensureInstalled } from "./lib/install.mjs";

try {
  await ensureInstalled(ROOT);
  const { build } = await import("./lib/bundle.mjs");
  await build({ force: !process.argv.includes("--quick") });
} catch (error) {
  failWith(error);
}
