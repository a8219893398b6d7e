// Where a demonstration keeps its accounts, with keys and passphrase: a folder that goes however the program ends.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gone at the process's exit; who handles signals must exit. */
export function demoFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stamp-demo-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
