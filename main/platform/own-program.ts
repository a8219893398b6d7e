// How this app can be started once more, as it was started itself.
import { app } from "electron";

export interface OwnProgram {
  readonly executable: string;
  /** Folder of an app that is not packaged; a packaged one is found by its executable. */
  readonly appFolder: string | undefined;
  /** Chromium's sandbox is off in this instance. */
  readonly noSandbox: boolean;
  /** Where this instance was told to keep the app's data. */
  readonly userData: string | undefined;
}

export function ownProgram(userData: string | undefined): OwnProgram {
  return {
    // An AppImage runs from a folder that is gone when its first instance ends.
    executable: process.env["APPIMAGE"] ?? process.execPath,
    appFolder: app.isPackaged ? undefined : app.getAppPath(),
    noSandbox: app.commandLine.hasSwitch("no-sandbox"),
    userData,
  };
}
