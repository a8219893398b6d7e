// From the sources to installers: fresh bundles, icons, then electron-builder on the Electron of this machine. The same
// commit gives the same app.asar and the same deb package: nothing in them depends on the clock or on the folder.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "../bundle.mjs";
import { electronRuntime } from "../electron-runtime.mjs";
import { ROOT } from "../prepare.mjs";
import { runQuiet, runShown } from "../run.mjs";
import { sqliteBinding } from "../sqlite-binding.mjs";
import { builderProgram, configurationFor, readConfiguration } from "./configuration.mjs";

/** Packs deb packages in place of fpm, which electron-builder would download. */
const DEB_PACKER = fileURLToPath(new URL("fpm.mjs", import.meta.url));
/** Where there is no commit to take the time from: the oldest that zip files can tell. */
const NO_COMMIT = 315_532_800;

/**
 * @param {{ targets?: readonly string[], output?: string, quick?: boolean, log?: (line: string) => void }} [options]
 *   `targets`: electron-builder's names, by default those of electron-builder.yml for this system; `output`: folder of the
 *   packages; `quick`: fast to make rather than small
 */
export async function makePackage({ targets = [], output = join(ROOT, "release"), quick = false, log = console.error } = {}) {
  const runtime = await electronRuntime({ log });
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  // What an older version left would be packed too.
  for (const part of ["main", "preload", "renderer"]) rmSync(join(ROOT, "dist", part), { recursive: true, force: true });
  await build({ log });
  await runQuiet(process.execPath, [join(ROOT, "dist", "scripts", "icons.cjs"), join(ROOT, "dist", "icons")]);

  const work = join(ROOT, "dist", "package");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const binding = await carriedBinding(runtime, join(work, "binding"), log);
  const configuration = configurationFor(await readConfiguration(ROOT), { runtime, version, output, quick, binding, updateUrl: process.env.STAMP_UPDATE_URL });
  const file = join(work, "electron-builder.json");
  writeFileSync(file, JSON.stringify(configuration, undefined, 2));

  const mode = runtime.evaluation ? " for evaluation only: this is no release" : "";
  log(`Packaging Stamp ${configuration.extraMetadata?.version ?? version} on Electron ${runtime.version}${mode}`);
  rmSync(output, { recursive: true, force: true });
  const env = { ...process.env, CUSTOM_FPM_PATH: DEB_PACKER, SOURCE_DATE_EPOCH: String(await commitTime()) };
  const code = await runShown(process.execPath, [builderProgram(), platformSwitch(), ...targets, "--config", file, "--publish", "never"], {
    ...{ cwd: ROOT, env, stdout: "stderr" },
  });
  if (code !== 0) throw new Error(`electron-builder ended with ${code}.`);
}

/** The old runtime does not load the packaged binary: another takes its place in the package, under its name. */
async function carriedBinding(runtime, folder, log) {
  const made = await sqliteBinding({ napiVersion: runtime.napi, log });
  if (made === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  copyFileSync(made, join(folder, `${process.platform}-${process.arch}.node`));
  return folder;
}

/** Seconds since 1970; `SOURCE_DATE_EPOCH` if somebody else decides. */
async function commitTime() {
  if (process.env.SOURCE_DATE_EPOCH) return Number(process.env.SOURCE_DATE_EPOCH);
  try {
    return Number(await runQuiet("git", ["log", "-1", "--format=%ct"], { cwd: ROOT }));
  } catch {
    return NO_COMMIT;
  }
}

function platformSwitch() {
  if (process.platform === "darwin") return "--mac";
  return process.platform === "win32" ? "--win" : "--linux";
}
