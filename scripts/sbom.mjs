// `npm run sbom -- --out FILE`: the bill of materials of the app as it would be packaged here (CycloneDX 1.6, JSON).

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { failWith, prepare, ROOT } from "./lib/prepare.mjs";

try {
  const { out } = parseArgs({ options: { out: { type: "string" } } }).values;
  if (out === undefined) throw new Error("npm run sbom -- --out FILE");
  await prepare();
  const { billOfMaterials } = await import("./lib/sbom.mjs");
  const bom = billOfMaterials(ROOT);
  writeFileSync(out, `${JSON.stringify(bom, undefined, 2)}\n`);
  console.error(`${bom.components.length} components in ${out}`);
} catch (error) {
  failWith(error);
}
