// electron-builder's hook after it has put Electron's folder together: of an Electron that was not downloaded it keeps what
// only serves to start other apps.

import { rmSync } from "node:fs";
import { join } from "node:path";

/** @param {{ appOutDir: string, electronPlatformName: string }} context */
export function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName === "darwin") return;
  for (const file of ["version", join("resources", "default_app.asar")]) rmSync(join(appOutDir, file), { force: true });
}
