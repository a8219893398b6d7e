// Which packages are in the app: those whose code the bundles really took in, as the bundlers tell it, and those that are
// copied beside the bundles. Not a list by hand: what is forgotten there has no licence in the app.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Data that lib/emoji-data.mjs puts into *.emoji modules. */
const EMOJI_DATA = ["node_modules/unicode-emoji-json", "node_modules/cldr-annotations-full"];

/**
 * @typedef {object} ShippedPackage
 * @property {string} folder below the root, with slashes
 * @property {string} name
 * @property {string} version
 * @property {string} [integrity] of the archive in the registry, as in the lock file
 * @property {string} [license] as the package declares it
 */

/**
 * Remembers what a bundle is made of, below dist/shipped.
 * @param {string} root
 * @param {string} bundle
 * @param {Iterable<string>} modules files, absolute or below the root
 */
export function recordModules(root, bundle, modules) {
  const folders = new Set();
  for (const module of modules) {
    if (module.split("?")[0].endsWith(".emoji")) EMOJI_DATA.forEach((folder) => folders.add(folder));
    const folder = packageFolder(root, module);
    if (folder !== undefined) folders.add(folder);
  }
  mkdirSync(join(root, "dist", "shipped"), { recursive: true });
  writeFileSync(join(root, "dist", "shipped", `${bundle}.json`), `${JSON.stringify([...folders].sort(), undefined, 2)}\n`);
}

/** Modules of an esbuild build that left something in what it made. */
export function* modulesIn(metafile) {
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [module, { bytesInOutput }] of Object.entries(inputs)) if (bytesInOutput > 0) yield module;
  }
}

/** A vite plugin that does the same for the page. */
export function recordPage(root, bundle) {
  return {
    name: "stamp:shipped-modules",
    generateBundle(_options, made) {
      recordModules(root, bundle, Object.values(made).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : [])));
    },
  };
}

/**
 * All of them, sorted by name and version. Throws when nothing was built yet.
 * @param {string} root
 * @param {readonly string[]} [bundled] folders of the packages in the bundles
 * @returns {readonly ShippedPackage[]}
 */
export function shippedPackages(root, bundled = recorded(root)) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  // Those of other systems are not installed, and not in a package for this one.
  const beside = Object.keys(packages).filter((folder) => folder !== "" && !isForDevelopment(packages[folder]) && existsSync(join(root, folder)));
  return [...new Set([...bundled, ...beside])]
    .map((folder) => {
      const { version, integrity, license } = packages[folder] ?? {};
      if (version === undefined) throw new Error(`${folder} is in a bundle, but not in package-lock.json.`);
      return { folder, name: nameOf(folder), version, integrity, license };
    })
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
    .filter(({ name, version }, at, all) => name !== all[at - 1]?.name || version !== all[at - 1]?.version);
}

function recorded(root) {
  const records = join(root, "dist", "shipped");
  if (!existsSync(records)) throw new Error("Nothing is built yet: `npm run build` tells what is in the app.");
  return readdirSync(records).flatMap((file) => JSON.parse(readFileSync(join(records, file), "utf8")));
}

function isForDevelopment({ dev, devOptional }) {
  return dev === true || devOptional === true;
}

function packageFolder(root, module) {
  const path = (module.startsWith(root) ? relative(root, module) : module.replace(/^\0/, "")).split(sep).join("/");
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function nameOf(folder) {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
