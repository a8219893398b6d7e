// What electron-builder is told: electron-builder.yml, and what depends on this machine. A package on the old evaluation
// runtime says so in its version, which sorts before the release's; in the app, evaluation mode is decided by the runtime.

import { createRequire } from "node:module";
import { join } from "node:path";

const FILE = "electron-builder.yml";
const DATABASE = "node_modules/better-sqlite3-multiple-ciphers/prebuilds";
/** Electron's fuses that came after the old runtime. */
const NEWER_FUSES = ["grantFileProtocolExtraPrivileges"];
/** For a package that is thrown away after a test: large, but made in a few seconds. */
const QUICK_DEB = { compression: "gz", level: ["--deb-compression-level", "1"] };

/** electron-builder's own modules; they belong to it and are not installed for us. */
function builderModule(path) {
  const fromHere = createRequire(import.meta.url);
  return createRequire(fromHere.resolve("electron-builder/package.json"))(`app-builder-lib/${path}`);
}

/** electron-builder.yml as its own reader reads it. */
export function readConfiguration(root) {
  return builderModule("out/util/config/config.js").getConfig(root, FILE, undefined);
}

/** Throws, with the key that is wrong, if electron-builder would not take this configuration. */
export function checkConfiguration(configuration) {
  const { validateConfiguration } = builderModule("out/util/config/config.js");
  return validateConfiguration(configuration, { isEnabled: false, add: () => undefined });
}

/**
 * The configuration for this machine.
 * @param {object} configuration as read
 * @param {{
 *   runtime: import("../electron-runtime.mjs").ElectronRuntime,
 *   version: string,
 *   output: string,
 *   quick: boolean,
 *   binding?: string,
 *   updateUrl?: string,
 * }} machine `version`: of the app; `output`: folder of the packages; `binding`: folder with the database binding that this
 *   runtime needs instead of the packaged one, under the packaged one's name; `updateUrl`: folder of the feed (docs/updates.md)
 */
export function configurationFor(configuration, { runtime, version, output, quick, binding, updateUrl }) {
  const electron = { electronDist: runtime.distPath, electronVersion: runtime.version };
  const feed = updateUrl === undefined ? {} : { publish: { provider: "generic", url: updateUrl } };
  const own = { ...configuration, directories: { ...configuration.directories, output }, ...electron, ...feed };
  const { compression, level } = QUICK_DEB;
  const sized = quick ? { ...own, deb: { ...own.deb, compression, fpm: [...own.deb.fpm, ...level] } } : own;
  if (!runtime.evaluation) return sized;
  const fuses = Object.entries(sized.electronFuses).filter(([name]) => !NEWER_FUSES.includes(name));
  return {
    ...sized,
    extraMetadata: { ...sized.extraMetadata, version: `${version}-evaluation` },
    electronFuses: Object.fromEntries(fuses),
    files: [...sized.files, ...(binding === undefined ? [] : [`!${DATABASE}/**`, { from: binding, to: DATABASE, filter: ["*.node"] }])],
  };
}

/** Path of electron-builder's command line program. */
export function builderProgram() {
  return join(createRequire(import.meta.url).resolve("electron-builder/package.json"), "..", "cli.js");
}
