// Makes dist/: main process, preload and command line programs by esbuild (CJS for Node 18, which is what the oldest
// supported runtime has), the renderer by vite. A part whose inputs did not change since its last build is left alone.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { writeFeedSource } from "./feed-source.mjs";
import { modulesIn, recordModules, recordPage } from "./shipped-packages.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const STAMPS = join(root, "dist", "build.json");
/** Carry native files, so they cannot be put into one bundle; electron-builder.yml packs them beside it. */
export const UNBUNDLED = ["electron", "better-sqlite3-multiple-ciphers", "@node-rs/argon2"];
/** ws uses these natives if they happen to be installed. */
const OPTIONAL = ["bufferutil", "utf-8-validate"];
const RECIPE = ["package-lock.json", "scripts/lib/bundle.mjs", "scripts/lib/emoji-data.mjs", "scripts/lib/shipped-packages.mjs", "vite.config.ts"];

/** A part: which folders it is made of, how it is made, and one file that must be there afterwards; `onDemand`: only when asked for. */
const PARTS = [
  { name: "preload", inputs: ["preload", "shared"], make: buildPreload, result: "dist/preload/preload.cjs" },
  { name: "main", inputs: ["main", "shared", "proto", "server"], make: buildMain, result: "dist/main/main.cjs" },
  { name: "programs", inputs: ["scripts", "main", "server", "shared", "proto"], make: buildPrograms },
  { name: "benchmarks", inputs: ["bench", "scripts", "main", "server", "shared", "proto"], make: buildBenchmarks, onDemand: true },
  { name: "renderer", inputs: ["renderer", "shared"], make: buildRenderer, result: "dist/renderer/index.html" },
  // After all that is in a package: it goes by what these took in.
  { name: "licences", inputs: ["dist/shipped", "scripts/lib"], make: buildLicences, result: "dist/main/licences.json" },
  { name: "scenes", inputs: ["renderer", "shared", "main/window", "e2e/scenes/app"], make: buildScenes, result: "dist/scenes/page/testing/index.html", onDemand: true },
  { name: "updates-app", inputs: ["main", "shared", "e2e/updates/app"], make: buildUpdatesApp, result: "dist/updates-app/main.cjs", onDemand: true },
];

/**
 * Builds what is not up to date.
 * @param {{ parts?: readonly string[], log?: (line: string) => void }} [options] by default all parts that are not on demand
 */
export async function build({ parts, log = console.error } = {}) {
  const stamps = readStamps();
  writeFeedSource(join(root, "dist", "main", "feed-source.json"), process.env);
  for (const part of PARTS.filter(({ name, onDemand }) => parts?.includes(name) ?? onDemand !== true)) {
    const stamp = hashInputs(part.inputs);
    const isThere = part.result === undefined || existsSync(join(root, part.result));
    if (stamps[part.name] === stamp && isThere) continue;
    const started = performance.now();
    await part.make();
    stamps[part.name] = stamp;
    writeStamps(stamps);
    log(`Built ${part.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

async function bundle(options) {
  const esbuild = await import("esbuild");
  return esbuild.build({
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node18",
    format: "cjs",
    loader: { ".sql": "text" },
    sourcemap: true,
    legalComments: "none",
    outExtension: { ".js": ".cjs" },
    logLevel: "warning",
    // In a CJS bundle import.meta is empty: code that relies on it must not get through.
    logOverride: { "empty-import-meta": "error" },
    ...options,
  });
}

function buildMain() {
  const entryPoints = { main: "main/main.ts", "upkeep-worker": "main/account/upkeep-worker.ts", "spelling-worker": "main/window/spelling/spelling-worker.ts", updater: "main/updates/updater.ts" };
  return shipped("main", { entryPoints, outdir: "dist/main", external: [...UNBUNDLED, ...OPTIONAL] });
}

/** A bundle of the app: which packages are in it is kept. */
async function shipped(name, options) {
  const { metafile } = await bundle({ ...options, metafile: true });
  recordModules(root, name, modulesIn(metafile));
}

/** A sandboxed preload can load nothing but electron; as a browser bundle it does not build with anything else. */
function buildPreload() {
  const browser = { platform: "browser", target: "chrome114", external: ["electron"] };
  return shipped("preload", { entryPoints: ["preload/preload.ts"], outdir: "dist/preload", ...browser });
}

/** Every scripts/*.ts is a program: dist/scripts/NAME.cjs. */
function buildPrograms() {
  return bundlePrograms("scripts", (name) => name.endsWith(".ts") && !/\.(test|d)\.ts$/.test(name));
}

/** bench/NAME.bench.ts becomes dist/bench/NAME.bench.cjs; what needs a window is run by the test runner. */
function buildBenchmarks() {
  return bundlePrograms("bench", (name) => name.endsWith(".bench.ts") || name === "summary.ts");
}

function bundlePrograms(folder, isProgram) {
  const entryPoints = readdirSync(join(root, folder)).filter(isProgram).map((name) => `${folder}/${name}`);
  // Whoever reads a file of the clone does it from a folder that is as deep as dist/scripts.
  const define = { "import.meta.dirname": "__dirname" };
  return bundle({ entryPoints, outdir: `dist/${folder}`, define, external: [...UNBUNDLED, ...OPTIONAL] });
}

async function buildRenderer() {
  const vite = await import("vite");
  await vite.build({ configFile: join(root, "vite.config.ts"), logLevel: "warn", plugins: [recordPage(root, "renderer")] });
}

async function buildLicences() {
  const { licenceFile } = await import("./licences.mjs");
  writeFileSync(join(root, "dist", "main", "licences.json"), JSON.stringify(licenceFile(root)));
}

/** The stand-in's page in a window of its own, for tests and pictures. */
async function buildScenes() {
  const vite = await import("vite");
  const page = { outDir: "../dist/scenes/page", minify: false, rolldownOptions: { input: join(root, "renderer/testing/index.html") } };
  await vite.build({ configFile: join(root, "vite.config.ts"), logLevel: "warn", build: page });
  await bundle({ entryPoints: { main: "e2e/scenes/app/main.ts" }, outdir: "dist/scenes", external: ["electron"] });
  // Electron starts a folder by its package.json.
  writeFileSync(join(root, "dist", "scenes", "package.json"), JSON.stringify({ name: "stamp-scenes", main: "main.cjs" }));
}

/** An app that only looks for newer versions, for its test. */
async function buildUpdatesApp() {
  await bundle({ entryPoints: { main: "e2e/updates/app/main.ts" }, outdir: "dist/updates-app", external: UNBUNDLED });
  writeFileSync(join(root, "dist", "updates-app", "package.json"), JSON.stringify({ name: "stamp-updates", version: "0.1.0", main: "main.cjs" }));
}

function hashInputs(folders) {
  const hash = createHash("sha256");
  const files = [...RECIPE, ...folders.flatMap((folder) => sourceFiles(folder))].sort();
  for (const file of files) hash.update(file).update("\0").update(readFileSync(join(root, file))).update("\0");
  return hash.digest("hex");
}

function sourceFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name) && !basename(entry.name).startsWith("."))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length));
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(STAMPS, "utf8"));
  } catch {
    return {};
  }
}

function writeStamps(stamps) {
  mkdirSync(dirname(STAMPS), { recursive: true });
  writeFileSync(STAMPS, JSON.stringify(stamps, undefined, 2));
}
