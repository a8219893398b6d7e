// The other accounts of this computer (spec 2.1: one profile, and one app, each). What can be said of them without their
// keys: their names, the addresses in their keyrings, and whether an app has them open. Each app leaves the number of its
// process in its profile while it runs. That is for the eye only: who may open a profile is decided by its own lock, and
// an app that is started twice brings its window to the front.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { isProfileName, type ProfileView } from "../../shared/profile";
import { profilePaths } from "../platform/paths";
import { accountExists } from "./account-folder";
import { findKeyring } from "./keyring-copy";

export interface Profiles {
  /** Sorted by name. Without those that have no account, unless an app has one open. */
  list(): readonly ProfileView[];
  /** Throws `unknown-profile`. */
  open(name: string): void;
  /** Throws `invalid-profile-name`, `profile-exists`. */
  add(name: string): void;
}

export interface ProfilesOptions {
  /** The app's data folder. */
  readonly base: string;
  /** Of this app. */
  readonly current: string;
  /** Starts another app with this profile. */
  readonly start: (profile: string) => void;
  /** A process of this number runs. */
  readonly isRunning?: (pid: number) => boolean;
}

export function createProfiles({ base, current, start, isRunning = processRuns }: ProfilesOptions): Profiles {
  function view(name: string): ProfileView {
    const { account, running } = profilePaths(base, name);
    const address = addressOf(account);
    const isCurrent = name === current;
    return {
      name,
      ...(address === undefined ? {} : { address }),
      running: isCurrent || isRunning(readPid(running)),
      current: isCurrent,
    };
  }

  const exists = (name: string): boolean => isProfileName(name) && accountExists(profilePaths(base, name).account);

  return {
    list: () =>
      foldersIn(dirname(profilePaths(base, current).root))
        .filter(isProfileName)
        .map(view)
        .filter((profile) => exists(profile.name) || profile.running)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    open(name) {
      if (!exists(name)) throw new StampError("unknown-profile");
      start(name);
    },
    add(name) {
      if (!isProfileName(name)) throw new StampError("invalid-profile-name");
      if (exists(name)) throw new StampError("profile-exists");
      start(name);
    },
  };
}

/** Says that this process has the profile open; the returned function takes it back. A disk that refuses costs only the word. */
export function markRunning(file: string, pid = process.pid): () => void {
  quietly(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, String(pid), { mode: 0o600 });
  });
  return () => {
    quietly(() => { rmSync(file, { force: true }); });
  };
}

function addressOf(account: string): Address | undefined {
  try {
    return findKeyring(account).address;
  } catch {
    return undefined;
  }
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

/** 0 without a number: no process of ours. */
function readPid(file: string): number {
  try {
    const text = readFileSync(file, "utf8");
    return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  } catch {
    return 0;
  }
}

function processRuns(pid: number): boolean {
  if (pid === 0) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
