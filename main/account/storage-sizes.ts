// How much of the disk the account takes, for the data page.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { StorageSizes } from "../../shared/diagnostics";
import { listBackups } from "./backups";
import { damagedFolder, sizeOf, sizeOfHistory } from "./damaged-files";

/** `folder`: of the account. `logFile`: the newest part of the log; older ones are beside it. */
export function readStorageSizes(folder: string, logFile: string): StorageSizes {
  return {
    history: sizeOfHistory(folder),
    backups: sum(listBackups(folder).map(({ file }) => sizeOf(file))),
    damaged: sizeOfFolder(damagedFolder(folder)),
    log: sum([logFile, `${logFile}.1`, `${logFile}.2`].map(sizeOf)),
  };
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

function sizeOfFolder(folder: string): number {
  if (!existsSync(folder)) return 0;
  return sum(
    readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sizeOfFolder(path) : sizeOf(path);
    }),
  );
}
