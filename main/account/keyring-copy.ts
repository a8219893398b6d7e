// A keyring that is damaged or gone is no end while a copy of it lies with the backups (spec 2.5): the copy's slots open
// the same file.
import { existsSync, renameSync } from "node:fs";
import { backupFolder } from "./backups";
import type { Keyring } from "./keyring";
import { keyringFile, readKeyring, writeKeyring } from "./keyring-file";

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
}
