// What is in the app without being a package of its own: the runtime, and the database inside its driver.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { standardText } from "./licence-texts.mjs";

/**
 * @typedef {object} OtherComponent
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX
 * @property {string} text
 * @property {string} purl
 * @property {string} description
 */

/** @param {string} root @returns {readonly OtherComponent[]} */
export function otherComponents(root) {
  const electron = join(root, "node_modules", "electron");
  const { version } = JSON.parse(readFileSync(join(electron, "package.json"), "utf8"));
  const driver = join(root, "node_modules", "better-sqlite3-multiple-ciphers");
  const header = readFileSync(join(driver, "deps", "sqlite3", "sqlite3.h"), "utf8");
  const sqlite = matched(header, /#define SQLITE_VERSION +"([\d.]+)"/);
  const ciphers = matched(header, /#define SQLITE3MC_VERSION_STRING +"SQLite3 Multiple Ciphers ([\d.]+)"/);
  return [
    {
      name: "Electron",
      version,
      licence: "MIT",
      text: readFileSync(join(electron, "LICENSE"), "utf8"),
      purl: `pkg:npm/electron@${version}`,
      description: "The runtime. What it brings along (Chromium, Node.js and their parts) is listed in LICENSES.chromium.html beside the program.",
    },
    {
      name: "SQLite",
      version: sqlite,
      licence: "blessing",
      text: standardText("blessing"),
      purl: `pkg:generic/sqlite@${sqlite}`,
      description: "The database, compiled into better-sqlite3-multiple-ciphers.",
    },
    {
      name: "SQLite3 Multiple Ciphers",
      version: ciphers,
      licence: "MIT",
      text: standardText("MIT", "2006-2026 Ulrich Telle"),
      purl: `pkg:github/utelle/SQLite3MultipleCiphers@${ciphers}`,
      description: "Encryption of the database in SQLCipher's format, compiled into better-sqlite3-multiple-ciphers.",
    },
  ];
}

function matched(text, pattern) {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`The database driver does not tell its version: ${pattern.source}`);
  return found;
}
