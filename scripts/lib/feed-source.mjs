// Tells a build where newer versions of it will be, and who signs for them: STAMP_UPDATE_URL, the folder of the feed, and
// STAMP_UPDATE_KEYS, the public halves of the release keys, with commas between. Without them the build has no updates.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes `file`, or takes it away. Throws an Error for half a configuration and for one that the app would refuse.
 * @param {string} file dist/main/feed-source.json
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function writeFeedSource(file, env) {
  const url = env["STAMP_UPDATE_URL"] ?? "";
  const keys = (env["STAMP_UPDATE_KEYS"] ?? "").split(",").filter((key) => key !== "");
  if (url === "" && keys.length === 0) {
    rmSync(file, { force: true });
    return;
  }
  if (url === "" || keys.length === 0) throw new Error("STAMP_UPDATE_URL and STAMP_UPDATE_KEYS belong together.");
  if (new URL(url).protocol !== "https:") throw new Error("STAMP_UPDATE_URL: updates come over https.");
  for (const key of keys) {
    const bytes = Buffer.from(key, "base64");
    if (bytes.length !== 32 || bytes.toString("base64") !== key) throw new Error("STAMP_UPDATE_KEYS: a key is 32 bytes in base64, as `npm run sign-feed` prints it.");
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ url, keys })}\n`);
}
