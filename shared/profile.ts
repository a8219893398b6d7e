// The accounts of this computer, each in a profile of its own, and how a profile may be called.
import type { Address } from "./ids";

export interface ProfileView {
  readonly name: string;
  /** As its keyring says without being opened; absent when there is no account yet or the keyring cannot be read. */
  readonly address?: Address;
  /** An app has it open, as far as that can be told. */
  readonly running: boolean;
  /** The one of this window. */
  readonly current: boolean;
}

export const LONGEST_PROFILE_NAME = 32;

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A profile name is a folder name on every system: lower case, so two names never mean one folder. */
export function isProfileName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,31}$/.test(name) && !RESERVED.test(name);
}
