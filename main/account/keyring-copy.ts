// A keyring that is damaged or gone is no end while a copy of it lies with the backups (spec 2.5): the copy's slots open
// the same file. So a copy must not go on opening with what no longer counts: whenever the keyring changes or proves
// itself the copy follows, or goes.
import { existsSync, renameSync, rmSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { backupFolder } from "./backups";
import type { Keyring } from "./keyring";
import { copyKeyring, keyringFile, readKeyring, writeKeyring } from "./keyring-file";

/** The account's keyring, or the copy. Throws StampError `keyring-damaged` when neither can be used. */
export function findKeyring(account: string): Keyring {
  try {
    return readKeyring(account);
  } catch (error) {
    if (!existsSync(keyringFile(backupFolder(account)))) throw error;
    return readKeyring(backupFolder(account));
  }
}

/** Puts `keyring`, which has just proved itself, in the place of a damaged one; that is kept under another name. */
export function keepKeyring(account: string, keyring: Keyring): void {
  try {
    readKeyring(account);
  } catch {
    if (existsSync(keyringFile(account))) renameSync(keyringFile(account), `${keyringFile(account)}.damaged`);
    writeKeyring(account, keyring);
  }
  followWithCopy(account);
}

/** Puts `keyring` in the place of the one that there is, in one step. Throws what the disk says, with the old one in place. */
export function replaceKeyring(account: string, keyring: Keyring): void {
  try {
    writeKeyring(account, keyring);
  } catch (error) {
    // It may be there and only not be safe from a power cut: then it is what counts, and nobody may be told otherwise.
    if (!holds(account, keyring)) throw error;
  }
  followWithCopy(account);
}

/** A disk that does not take the new copy may still let go of the old one; the next backup, or unlock, tries again. */
function followWithCopy(account: string): void {
  const copy = keyringFile(backupFolder(account));
  try {
    if (!existsSync(copy) || isSame(account)) return;
    copyKeyring(account, backupFolder(account));
  } catch {
    try {
      rmSync(copy, { force: true });
    } catch {
      return;
    }
  }
}

function isSame(account: string): boolean {
  try {
    return holds(backupFolder(account), readKeyring(account));
  } catch {
    return false;
  }
}

function holds(folder: string, { address, slots }: Keyring): boolean {
  try {
    const found = readKeyring(folder);
    return isDeepStrictEqual([found.address, found.slots], [address, slots]);
  } catch {
    return false;
  }
}
