// `import sql from "./001-start.sql"` gives the file's text. esbuild does this by a loader; this is the same for vitest.

import { readFileSync } from "node:fs";

/** Vite plugin. */
export function sqlText() {
  return {
    name: "stamp:sql-text",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(".sql")) return undefined;
      return `export default ${JSON.stringify(readFileSync(id, "utf8"))};`;
    },
  };
}
