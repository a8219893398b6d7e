// The bill of materials of the app, as CycloneDX 1.6: every package that is in it, the runtime and the database. The same
// clone gives the same bytes: no time, no chance.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { licenceOf } from "./licences.mjs";
import { otherComponents } from "./other-components.mjs";
import { shippedPackages } from "./shipped-packages.mjs";

/**
 * @param {string} root
 * @param {ReturnType<typeof shippedPackages>} [packages] in the app
 */
export function billOfMaterials(root, packages = shippedPackages(root)) {
  const { name, version, license, description } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const app = { type: "application", "bom-ref": `pkg:npm/${name}@${version}`, name, version, description, ...licensed(license), purl: `pkg:npm/${name}@${version}` };
  const components = [...otherComponents(root).map(ofOther), ...packages.map(ofPackage)];
  const bom = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: app },
    components,
    dependencies: [
      { ref: app["bom-ref"], dependsOn: components.map((one) => one["bom-ref"]).sort() },
      ...components.map((one) => ({ ref: one["bom-ref"] })),
    ],
  };
  return { ...bom, serialNumber: `urn:uuid:${nameUuid(JSON.stringify(bom))}` };
}

function ofPackage(one) {
  const purl = `pkg:npm/${one.name.replace("@", "%40")}@${one.version}`;
  const hash = /^sha512-(.+)$/.exec(one.integrity ?? "")?.[1];
  return {
    type: "library",
    "bom-ref": purl,
    name: one.name,
    version: one.version,
    ...(hash === undefined ? {} : { hashes: [{ alg: "SHA-512", content: Buffer.from(hash, "base64").toString("hex") }] }),
    ...licensed(licenceOf(one)),
    purl,
  };
}

function ofOther({ name, version, licence, purl, description }) {
  return { type: name === "Electron" ? "framework" : "library", "bom-ref": purl, name, version, description, ...licensed(licence), purl };
}

function licensed(expression) {
  return { licenses: / (?:AND|OR|WITH) /.test(expression) ? [{ expression }] : [{ license: { id: expression } }] };
}

/** RFC 9562, version 8: 122 bits of the content's hash. */
function nameUuid(content) {
  const bytes = createHash("sha256").update(content).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
