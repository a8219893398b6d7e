// Replaces a file in one step: after a crash at any moment there is the old content or the new one, never a mixture and
// never nothing. Used for the keyring and the other small files beside the encrypted one, and for a whole account's file.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes `content` to `file`, readable by this user only; its folder is made if missing. Throws what the disk says. */
export function writeFileAtomically(file: string, content: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = temporaryName(file);
  try {
    const descriptor = openSync(temporary, "w", 0o600);
    try {
      // Not one write: on a disk that fills up the system may take only a part and not say so.
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/**
 * Writes `parts` one after the other, readable by this user only, and holds only one of them. Nothing is left when it
 * fails. Rejects with what the disk says, or with what `parts` throws.
 */
export async function writePartsAtomically(file: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = temporaryName(file);
  try {
    const handle = await open(temporary, "w", 0o600);
    try {
      await writeFile(handle, parts);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  try {
    syncFolder(dirname(file));
  } catch {
    // The user may choose a folder on a file system that knows no such step; the content itself is on the disk.
  }
}

/** Renames a folder, or a file, so that the new name survives a crash. */
export function renameFolder(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

const temporaryName = (file: string): string => `${file}.${String(process.pid)}.tmp`;

/** What was written to `file` survives a power cut. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes names in `folder` durable. Windows cannot open a folder and needs no such step. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
