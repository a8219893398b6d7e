// What every command does first: packages installed, bundles built. Two commands at once in one clone (two windows are
// often started together) take turns. Imports nothing from npm before the packages are installed.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { cacheFolder, withLock } from "./cache.mjs";
import { ensureInstalled } from "./install.mjs";

/** The clone's folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Packages installed and bundles fresh; quick if they are already.
 * @param {readonly string[]} [parts] of lib/bundle.mjs; all by default
 */
export async function prepare(parts) {
  const name = createHash("sha256").update(ROOT).digest("hex").slice(0, 16);
  await withLock(join(cacheFolder("locks"), name), async () => {
    await ensureInstalled(ROOT);
    const { build } = await import("./bundle.mjs");
    await build({ parts });
  });
}

/** Ends the command with a readable line instead of a stack. */
export function failWith(error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
