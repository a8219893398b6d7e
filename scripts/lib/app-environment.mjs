// The environment the app, the programs and the tests run in on this machine: which Electron, which database binding.
// One binding serves Node and Electron alike, so it is used as soon as one of the two needs it.

import { electronRuntime } from "./electron-runtime.mjs";
import { sqliteBinding } from "./sqlite-binding.mjs";

/** Environment for a program that runs in plain Node. */
export async function nodeEnvironment() {
  return withBinding(process.versions.napi);
}

/**
 * Electron and the environment to start it with.
 * @returns {Promise<{ runtime: import("./electron-runtime.mjs").ElectronRuntime, env: NodeJS.ProcessEnv }>}
 */
export async function electronEnvironment() {
  const runtime = await electronRuntime();
  const napi = Math.min(Number(runtime.napi), Number(process.versions.napi));
  const env = { ...(await withBinding(napi)), ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath };
  delete env.ELECTRON_RUN_AS_NODE;
  return { runtime, env };
}

/** Chromium refuses to run as root inside its sandbox; only a development machine or CI does that. */
export function electronFlags() {
  return process.platform === "linux" && process.getuid() === 0 ? ["--no-sandbox"] : [];
}

/** Windows can be shown: always, but for a Linux without a display server. */
export function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function withBinding(napiVersion) {
  const binding = await sqliteBinding({ napiVersion });
  return binding === undefined ? { ...process.env } : { ...process.env, STAMP_SQLITE_BINDING: binding };
}
