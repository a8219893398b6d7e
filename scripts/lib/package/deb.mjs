// Makes a Debian package with dpkg-deb, so that the same content gives the same bytes: one time and one owner for all
// files, permissions that do not depend on who builds. The sums in it let `dpkg --verify` find a file that was changed.

import { createHash } from "node:crypto";
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { runQuiet } from "../run.mjs";

const EXECUTABLE = 0o111;

/**
 * @param {{
 *   file: string,
 *   control: Readonly<Record<string, string | undefined>>,
 *   synopsis: string,
 *   description: readonly string[],
 *   scripts: Readonly<Record<string, string | undefined>>,
 *   content: readonly { from: string, to: string }[],
 *   compression: "gzip" | "xz",
 *   level?: string,
 *   time: number,
 * }} deb `control`: fields in their order; `description`: its lines after the first; `scripts`: files by their name in the
 *   package; `content`: files, and folders (ending in "/") whose content is put there; `time`: of all files, in seconds
 *   since 1970
 */
export async function makeDeb({ file, control, synopsis, description, scripts, content, compression, level, time }) {
  if (!Number.isSafeInteger(time) || time < 0) throw new Error("The time of the package's files is not known (SOURCE_DATE_EPOCH).");
  // Beside the result: the content is large, and copying it within one file system is cheap where that can share blocks.
  const root = mkdtempSync(join(dirname(file), "deb-"));
  try {
    for (const { from, to } of content) put(from, join(root, to));
    const files = filesBelow(root);
    const size = files.reduce((sum, path) => sum + Math.ceil(statSync(path).size / 1024), 0);
    const sums = files.map((path) => `${createHash("md5").update(readFileSync(path)).digest("hex")}  ${relative(root, path)}\n`);

    const head = join(root, "DEBIAN");
    mkdirSync(head);
    writeFileSync(join(head, "control"), controlText({ ...control, "Installed-Size": String(size) }, synopsis, description));
    writeFileSync(join(head, "md5sums"), sums.join(""));
    for (const [name, source] of Object.entries(scripts)) {
      if (source !== undefined) writeFileSync(join(head, name), readFileSync(source), { mode: 0o755 });
    }
    settle(root, time);
    const packing = [`-Z${compression}`, ...(level === undefined ? [] : [`-z${level}`])];
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(time) };
    await runQuiet("dpkg-deb", ["--root-owner-group", ...packing, "--build", root, file], { env });
  } catch (error) {
    if (error.code === "ENOENT" && error.path === "dpkg-deb") throw new Error("dpkg-deb was not found. Debian packages are made on Debian or Ubuntu.", { cause: error });
    throw error;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function put(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/** In the order of their names. */
function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** One time, and permissions that say only whether something can be run. */
function settle(path, time) {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  if (stat.isDirectory()) for (const name of readdirSync(path)) settle(join(path, name), time);
  chmodSync(path, stat.isDirectory() || (stat.mode & EXECUTABLE) !== 0 ? 0o755 : 0o644);
  utimesSync(path, time, time);
}

function controlText(fields, synopsis, description) {
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  const rest = description.map((line) => (line === "" ? " ." : ` ${line}`));
  return [...lines, `Description: ${synopsis}`, ...rest, ""].join("\n");
}
