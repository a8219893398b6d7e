// What the app is while no account is open, told from what lies on the disk and from what opening it ended with. Nothing
// is changed here (spec 2.1, 2.5).
import type { AppPhase } from "../../shared/app-state";
import { StampError, type ErrorCode } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import type { KeyVault } from "../platform/key-vault";
import { accountExists } from "./account-folder";
import { listBackups } from "./backups";
import { unlockMethods } from "./keyring";
import { findKeyring } from "./keyring-copy";

export type ClosedPhase = Exclude<AppPhase, { readonly phase: "ready" | "hidden" }>;

/** What passes by itself or with the user's help; the account stays locked and can be tried again. */
const TEMPORARY: readonly ErrorCode[] = ["database-locked", "disk-full"];
/** What a repair can help with: a key out of the keyring fits, so it is the file that is wrong. */
const REPAIRABLE: readonly ErrorCode[] = ["database-damaged", "database-missing", "database-wrong-key"];

export const isRepairable = (problem: ErrorCode): boolean => REPAIRABLE.includes(problem);

export interface ClosedAppOptions {
  /** Folder of the profile's account. */
  readonly folder: string;
  readonly vault: KeyVault;
  /** Address of the person this window was opened for, as the second of "Try it here". */
  readonly invitation: () => Address | undefined;
}

export async function lookAround({ folder, vault, invitation }: ClosedAppOptions): Promise<ClosedPhase> {
  if (!accountExists(folder)) {
    const address = invitation();
    const osKeyStore = await vault.isAvailable();
    return { phase: "welcome", osKeyStore, ...(address === undefined ? {} : { invitation: { address } }) };
  }
  try {
    const keyring = findKeyring(folder);
    return { phase: "locked", address: keyring.address, methods: unlockMethods(keyring) };
  } catch (error) {
    return { phase: "blocked", problem: codeOf(error) };
  }
}

/** `before` is the phase in which the account was opened. */
export function phaseAfter(problem: ErrorCode, before: ClosedPhase, folder: string): ClosedPhase {
  if (before.phase === "locked" && TEMPORARY.includes(problem)) {
    return { phase: "locked", address: before.address, methods: before.methods, problem };
  }
  const address = before.phase === "welcome" ? undefined : before.address;
  return {
    phase: "blocked",
    problem,
    ...(address === undefined ? {} : { address }),
    ...(isRepairable(problem) ? { repair: { backups: listBackups(folder).map(({ at }) => at) } } : {}),
  };
}

export function codeOf(error: unknown): ErrorCode {
  return error instanceof StampError ? error.code : "internal";
}
