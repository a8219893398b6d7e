// `npm run package`: installers for this system in release/. `-- --dir` only the folder of the app, `-- --deb` only the
// Debian package; `--out DIR` puts them elsewhere, `--quick` makes them fast rather than small. See docs/releasing.md.

import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { ensureInstalled } from "./lib/install.mjs";
import { failWith, ROOT } from "./lib/prepare.mjs";

try {
  const { values } = parseArgs({
    options: { dir: { type: "boolean" }, deb: { type: "boolean" }, out: { type: "string" }, quick: { type: "boolean" } },
  });
  await ensureInstalled(ROOT);
  const { makePackage } = await import("./lib/package/make-package.mjs");
  const targets = [...(values.dir ? ["dir"] : []), ...(values.deb ? ["deb"] : [])];
  await makePackage({ targets, quick: values.quick, ...(values.out === undefined ? {} : { output: resolve(values.out) }) });
} catch (error) {
  failWith(error);
}
