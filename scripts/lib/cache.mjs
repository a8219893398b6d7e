// Where the scripts keep what is expensive to make: outside the clone, so that a fresh clone starts quickly and
// `git clean` costs nothing. Entries are made in a private folder and moved into place with one rename, so a reader
// never sees half an entry; the lock only saves two processes from doing the same work at the same time.

import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A lock older than this belongs to a process that was killed, whatever its number says. */
const STALE_LOCK_MS = 20 * 60_000;

/** The folder for one kind of cached thing, made if missing. `XDG_CACHE_HOME` moves all of them. */
export function cacheFolder(kind) {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "stamp", kind);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Error(`${folder} cannot be made (${error.code}). XDG_CACHE_HOME can name another folder for it.`, { cause: error });
  }
  return folder;
}

/**
 * Makes the cache entry `target` (a folder) once: `make(temporaryFolder)` fills it, then it appears under its name.
 * @param {string} target
 * @param {(temporaryFolder: string) => Promise<void>} make
 */
export async function makeOnce(target, make) {
  if (exists(target)) return;
  await withLock(`${target}.lock`, async () => {
    if (exists(target)) return;
    dropAbandoned(target);
    const temporary = `${target}.${process.pid}.part`;
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true });
    try {
      await make(temporary);
      moveInto(temporary, target);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
}

/**
 * Runs `work` while no other process is between the same `path`'s lock and unlock.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  const unlock = await lock(path);
  try {
    return await work();
  } finally {
    unlock();
  }
}

/** What was made by processes that were ended in the middle of it (Ctrl+C), up to hundreds of megabytes each. */
function dropAbandoned(target) {
  for (const name of readdirSync(dirname(target))) {
    const maker = Number(/\.(\d+)\.part$/.exec(name)?.[1]);
    if (name.startsWith(`${basename(target)}.`) && maker > 0 && !isAlive(maker)) {
      rmSync(join(dirname(target), name), { recursive: true, force: true });
    }
  }
}

function moveInto(temporary, target) {
  try {
    renameSync(temporary, target);
  } catch (error) {
    // Somebody with a stale view of the lock was faster; theirs was made by the same recipe.
    if (!exists(target)) throw error;
  }
}

async function lock(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      const file = openSync(path, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isStale(path)) rmSync(path, { force: true });
    else await sleep(200);
  }
}

function isStale(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_LOCK_MS) return true;
    const owner = Number(readFileSync(path, "utf8"));
    return owner > 0 && !isAlive(owner);
  } catch {
    return false; // gone meanwhile: the next round takes it
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function exists(path) {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
