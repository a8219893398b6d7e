// Replaces a small file in one step: after a crash at any moment there is the old content or the new one, never a
// mixture and never nothing. Used for the keyring and the other small files beside the encrypted one.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes `content` to `file`, readable by this user only; its folder is made if missing. Throws what the disk says. */
export function writeFileAtomically(file: string, content: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${String(process.pid)}.tmp`;
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

/** Renames a folder so that the new name survives a crash. */
export function renameFolder(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

/** Makes names in `folder` durable. Windows cannot open a folder and needs no such step. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
