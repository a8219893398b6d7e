// Which native file the database package shall load. Its prebuilt binary needs Node-API 10 (Node ≥ 22, Electron ≥ 35)
// and aborts the process on older ones, so for Node 20 and for the old evaluation runtime the package's own sources are
// compiled once per machine against Node-API 8 (see sqlite-compat.h). Compiled by hand rather than by node-gyp: two
// translation units, and no download of Node's headers is needed.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { cacheFolder, makeOnce } from "./cache.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const PACKAGE = "better-sqlite3-multiple-ciphers";
const COMPAT_HEADER = join(here, "sqlite-compat.h");
const C_FLAGS = ["-std=gnu99", "-w", "-O2", "-fPIC", "-DNDEBUG"];
const CXX_FLAGS = [
  ...["-std=c++20", "-w", "-O2", "-fPIC", "-fvisibility=hidden", "-fvisibility-inlines-hidden", "-DNDEBUG"],
  ...["-DNAPI_VERSION=8", "-DNAPI_DISABLE_CPP_EXCEPTIONS", "-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"],
];
const LINK_FLAGS =
  process.platform === "darwin"
    ? ["-bundle", "-undefined", "dynamic_lookup"]
    : ["-shared", "-Wl,-Bsymbolic", "-Wl,--exclude-libs,ALL", "-ldl", "-lpthread"];

/** True if the runtime with this Node-API version (as in `process.versions.napi`) loads the packaged binary. */
export function prebuiltWorks(napiVersion = process.versions.napi) {
  return Number(napiVersion) >= 10;
}

/**
 * The path to pass as the package's `nativeBinding` option, or undefined where the packaged binary works.
 * Builds the compatible one if it is not cached yet (one to two minutes, once per machine and package version).
 * @param {{ napiVersion?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<string | undefined>}
 */
export async function sqliteBinding({ napiVersion, log = console.error } = {}) {
  if (prebuiltWorks(napiVersion)) return undefined;
  const sources = locateSources();
  const folder = join(cacheFolder("sqlite"), `${sources.version}-${platformName()}-${recipeHash(sources)}`);
  const binding = join(folder, "better_sqlite3.node");
  await makeOnce(folder, async (temporary) => {
    log("Building the database binding for this older runtime (once per machine, one to two minutes) …");
    const started = performance.now();
    await build(sources, temporary);
    log(`Built in ${Math.round((performance.now() - started) / 1000)} s: ${binding}`);
  });
  return binding;
}

function locateSources() {
  const resolve = createRequire(import.meta.url).resolve;
  const root = dirname(resolve(`${PACKAGE}/package.json`));
  const addonApi = dirname(resolve("node-addon-api/package.json"));
  const nodeHeaders = join(dirname(resolve("node-api-headers/package.json")), "include");
  const version = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  return { root, addonApi, nodeHeaders, version: version(root), addonApiVersion: version(addonApi) };
}

function platformName() {
  const musl = process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime;
  return `${process.platform}${musl ? "musl" : ""}-${process.arch}`;
}

function recipeHash(sources) {
  const recipe = [C_FLAGS, CXX_FLAGS, LINK_FLAGS, sources.addonApiVersion, readFileSync(COMPAT_HEADER, "utf8")];
  return createHash("sha256").update(JSON.stringify(recipe)).digest("hex").slice(0, 8);
}

async function build(sources, folder) {
  if (process.platform === "win32") {
    throw new Error("On Windows the database needs Node 22 or newer (there is no build for older ones).");
  }
  const objects = join(folder, "objects");
  mkdirSync(objects);
  const sqlite = join(sources.root, "deps", "sqlite3");
  const includes = [sqlite, sources.nodeHeaders, sources.addonApi].map((path) => `-I${path}`);
  const sqliteObject = join(objects, "sqlite3.o");
  const addonObject = join(objects, "better_sqlite3.o");
  const addonSource = join(sources.root, "src", "better_sqlite3.cpp");
  await Promise.all([
    compile(process.env.CC || "cc", [...C_FLAGS, ...sqliteDefines(sources), "-c", join(sqlite, "sqlite3.c"), "-o", sqliteObject]),
    compile(process.env.CXX || "c++", [...CXX_FLAGS, ...includes, "-include", COMPAT_HEADER, "-c", addonSource, "-o", addonObject]),
  ]);
  const linked = join(objects, "better_sqlite3.node");
  await compile(process.env.CXX || "c++", [addonObject, sqliteObject, ...LINK_FLAGS, "-o", linked]);
  await selfCheck(linked, objects);
  copyFileSync(linked, join(folder, "better_sqlite3.node"));
  rmSync(objects, { recursive: true });
}

/** The compile-time options the package itself builds SQLite with. */
function sqliteDefines(sources) {
  const gypi = readFileSync(join(sources.root, "deps", "defines.gypi"), "utf8");
  const defines = [...gypi.matchAll(/'((?:HAVE|SQLITE)_[A-Z0-9_]+(?:=-?\w+)?)'/g)].map((match) => `-D${match[1]}`);
  if (defines.length < 20) throw new Error("The database package's compile options were not found.");
  return defines;
}

async function compile(command, args) {
  try {
    await run(command, args, { maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    if (error.code === "ENOENT") {
      throw new Error(`${command} was not found. Install a C and C++ compiler (Debian: apt-get install g++), or use Node 22.`);
    }
    throw new Error(`The database binding did not compile:\n${String(error.stderr).slice(-4000)}`);
  }
}

/** A binary that loads but cannot encrypt must not reach the cache. Runs apart: a bad one aborts its process. */
async function selfCheck(binding, folder) {
  const script = `
    const Database = require(${JSON.stringify(PACKAGE)});
    const db = new Database(process.argv[1], { nativeBinding: process.argv[2] });
    db.pragma("cipher='sqlcipher'");
    db.pragma("legacy=4");
    db.pragma("key=\\"x'" + "ab".repeat(32) + "'\\"");
    db.exec("CREATE TABLE t (v TEXT) STRICT; INSERT INTO t VALUES ('kept')");
    if (db.prepare("SELECT v FROM t").get().v !== "kept") process.exit(3);
    let code;
    try { db.exec("CREATE TABLE t (v TEXT)"); } catch (error) { code = error.code; }
    if (code !== "SQLITE_ERROR") process.exit(4);
    db.close();
    if (require("node:fs").readFileSync(process.argv[1]).includes("SQLite format")) process.exit(5);
  `;
  try {
    await run(process.execPath, ["-e", script, join(folder, "check.db"), binding], { cwd: here });
  } catch (error) {
    throw new Error(`The database binding was built but does not work (${error.code ?? error.signal}): ${error.stderr}`);
  }
}
