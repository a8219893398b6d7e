import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { describe, expect, it, onTestFinished } from "vitest";

import { licenceFile } from "./lib/licences.mjs";
import { otherComponents } from "./lib/other-components.mjs";
import { billOfMaterials } from "./lib/sbom.mjs";
import { modulesIn, recordModules, recordPage, shippedPackages } from "./lib/shipped-packages.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A folder with packages: `{ name: { version, license, dev, files } }`. */
function clone(packages) {
  const root = mkdtempSync(join(tmpdir(), "stamp-licences-"));
  onTestFinished(() => { rmSync(root, { recursive: true, force: true }); });
  const lock = { "": {} };
  for (const [name, { files = { LICENSE: `Terms of ${name}` }, installed = true, ...facts }] of Object.entries(packages)) {
    lock[`node_modules/${name}`] = { version: "1.0.0", license: "MIT", ...facts };
    if (!installed) continue;
    mkdirSync(join(root, "node_modules", name), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(root, "node_modules", name, file), text);
  }
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: lock }));
  return root;
}

const licencesOf = (packages) => {
  const root = clone(packages);
  return licenceFile(root, { packages: shippedPackages(root, []), others: [] });
};

describe("what is in the app", () => {
  it("is what the bundles took in and what lies beside them, not what tests or other systems need", () => {
    const root = clone({
      beside: {},
      "@scope/bundled": { dev: true },
      "bundled/node_modules/inner": { dev: true },
      unused: { dev: true },
      "other-system": { optional: true, installed: false },
      "unicode-emoji-json": { dev: true },
      "cldr-annotations-full": { dev: true },
    });
    expect(() => shippedPackages(root)).toThrow("npm run build");
    recordModules(root, "main", modulesIn({
      outputs: { "main.cjs": { inputs: { "node_modules/bundled/node_modules/inner/a.js": { bytesInOutput: 5 }, "node_modules/unused/a.js": { bytesInOutput: 0 }, "main/main.ts": { bytesInOutput: 9 } } } },
    }));
    const chunk = { type: "chunk", moduleIds: [join(root, "node_modules/@scope/bundled/b.js"), join(root, "renderer/catalog/en.emoji"), "\0vite/helper"] };
    recordPage(root, "renderer").generateBundle({}, { a: chunk, b: { type: "asset" } });
    expect(shippedPackages(root).map(({ name }) => name)).toEqual(["@scope/bundled", "beside", "cldr-annotations-full", "inner", "unicode-emoji-json"]);
  });

  it("is refused when a bundle holds something that the lock file does not know", () => {
    expect(() => shippedPackages(clone({}), ["node_modules/stranger"])).toThrow("stranger");
  });
});

describe("licences", () => {
  it("are listed by name, with each text once", () => {
    const same = { files: { LICENSE: "The same words\r\nfor both\n" } };
    expect(licencesOf({ zebra: same, Ant: { ...same, license: "ISC" }, mule: { license: "(MIT OR GPL-3.0-only)", files: { "COPYING.md": "Choose", NOTICE: "and know" } } })).toEqual({
      licences: [
        { name: "Ant", version: "1.0.0", licence: "ISC", text: 0 },
        { name: "mule", version: "1.0.0", licence: "MIT OR GPL-3.0-only", text: 1 },
        { name: "zebra", version: "1.0.0", licence: "MIT", text: 0 },
      ],
      texts: ["The same words\nfor both", "Choose\n\nand know"],
    });
  });

  it("end the build where one is missing or not allowed, and all of these are named at once", () => {
    const bad = {
      "no-text": { files: { "README.md": "MIT" } },
      "no-licence": { license: undefined },
      copyleft: { license: "GPL-3.0-only" },
      network: { license: "(AGPL-3.0-or-later)" },
      both: { license: "MIT AND GPL-2.0-only" },
      unknown: { license: "SEE LICENSE IN LICENSE" },
    };
    for (const [name, one] of Object.entries(bad)) expect(() => licencesOf({ [name]: one, fine: {} }), name).toThrow(`${name} 1.0.0`);
    expect(() => licencesOf(bad)).toThrow(new RegExp(Object.keys(bad).sort().join("[^]*")));
  });

  it("that a person looked up hold for that version alone", () => {
    const saxes = { license: "ISC", files: {} };
    expect(licencesOf({ saxes: { ...saxes, version: "6.0.0" } }).texts[0]).toContain("ISC License");
    expect(() => licencesOf({ saxes: { ...saxes, version: "6.0.1" } })).toThrow("saxes 6.0.1");
  });
});

describe("the bill of materials", () => {
  const packages = shippedPackages(ROOT, []);

  it("fits the schema of CycloneDX, and the same clone gives the same", async () => {
    const bom = billOfMaterials(ROOT, packages);
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    expect(await validator.validate(JSON.stringify(bom))).toBeNull();
    expect(await validator.validate(JSON.stringify({ ...bom, components: [{ name: "without a type" }] }))).not.toBeNull();
    expect(billOfMaterials(ROOT, packages)).toEqual(bom);
    expect(billOfMaterials(ROOT, packages.slice(1)).serialNumber).not.toBe(bom.serialNumber);
  });

  it("names every package with its hash from the lock file, the runtime and the database", () => {
    const { components } = billOfMaterials(ROOT, packages);
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    for (const [name, version] of Object.entries(dependencies)) {
      const one = components.find((component) => component.name === name);
      expect(one).toMatchObject({ version, hashes: [{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) }] });
    }
    expect(components.slice(0, 3).map(({ name }) => name)).toEqual(["Electron", "SQLite", "SQLite3 Multiple Ciphers"]);
  });

  it("names the database that the driver really has", () => {
    const Database = createRequire(import.meta.url)("better-sqlite3-multiple-ciphers");
    const database = new Database(":memory:", { nativeBinding: process.env.STAMP_SQLITE_BINDING });
    const { version } = database.prepare("SELECT sqlite_version() AS version").get();
    database.close();
    expect(otherComponents(ROOT).find(({ name }) => name === "SQLite")?.version).toBe(version);
  });
});
