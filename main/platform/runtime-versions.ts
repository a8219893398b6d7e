// What the app runs on, for diagnostics. Names and numbers of programs only: nothing that tells computers apart.
import { release } from "node:os";
import type { RuntimeVersions } from "../../shared/diagnostics";

/** `app`: our own version. Without the database's, which an open account knows. */
export function runtimeVersions(app: string): Omit<RuntimeVersions, "database"> {
  const { electron, chrome, node } = process.versions;
  return { app, electron, chromium: chrome, node, system: `${process.platform} ${release()} ${process.arch}` };
}
