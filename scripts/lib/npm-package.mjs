// A large npm package that is not installed with the others: fetched when it is needed, and only if it is the very file
// that was examined.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import { runNpm } from "./run.mjs";

/**
 * @param {{ package: string, sha512: string }} wanted name@version, and the base64 SHA-512 of the package's archive
 * @param {string} folder where the archive is put
 * @returns {Promise<string>} path of the archive
 */
export async function fetchPackage({ package: name, sha512 }, folder) {
  const [{ filename }] = JSON.parse(await runNpm(["pack", name, "--json", "--pack-destination", folder], { cwd: folder }));
  const archive = join(folder, filename);
  const hash = createHash("sha512");
  await pipeline(createReadStream(archive), hash);
  if (hash.digest("base64") !== sha512) throw new Error(`${name} is not the file that was examined.`);
  return archive;
}
