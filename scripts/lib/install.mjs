// Brings node_modules to what package-lock.json says, and does nothing if it is there already. npm itself writes down
// what it installed (node_modules/.package-lock.json), so that record is compared instead of a stamp of our own:
// it is right after a plain `npm install` as well.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { runNpmShown } from "./run.mjs";

const INSTALL_LIMIT_MS = 10 * 60_000;

/**
 * @param {string} root folder of package-lock.json
 * @param {{ timeoutMs?: number, log?: (line: string) => void }} [options]
 */
export async function ensureInstalled(root, { timeoutMs = INSTALL_LIMIT_MS, log = console.error } = {}) {
  checkNode();
  if (isInstalled(root)) return;
  log("Installing packages …");
  const started = performance.now();
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await runNpmShown(["ci", ...flags], { cwd: root, timeoutMs });
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code}).`);
  log(`Installed in ${Math.round((performance.now() - started) / 1000)} s.`);
}

/** vite and eslint need it; without this check it fails with a sentence about something else. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19)) return;
  throw new Error(`Stamp builds with Node 20.19 or newer, or 22.13 or newer. This is Node ${process.versions.node}.`);
}

/**
 * True if every package of the lockfile that this system needs is installed in the wanted version.
 * @param {string} root
 */
export function isInstalled(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  const wanted = Object.entries(readPackages(join(root, "package-lock.json"))).filter(([path]) => path !== "");
  return wanted.every(([path, entry]) => {
    const found = installed[path];
    // Optional ones are for other systems, as a rule.
    if (found === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function readPackages(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}
