// Starting with the desktop: the system's own list on macOS and Windows, a file of the autostart folder on Linux. Only an
// installed app can be started so; each profile has an entry of its own.
import { mkdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { app } from "electron";
import { writeFileAtomically } from "./atomic-file";
import { autostartEntry } from "./desktop-entry";
import { HIDDEN_SWITCH } from "./hidden-switch";
import { DEFAULT_PROFILE } from "./paths";

/** `name`: what the system shows. Throws when the system refuses. */
export function setAutostart(on: boolean, { profile, name }: { readonly profile: string; readonly name: string }): void {
  // As one word: Chromium may sort the words of a command line.
  const args = [`--profile=${profile}`, HIDDEN_SWITCH];
  if (process.platform === "linux") {
    setLinuxAutostart(on, autostartFile(profile, process.env, homedir()), { name, args });
    return;
  }
  app.setLoginItemSettings({ openAtLogin: on, args, ...(process.platform === "win32" ? { name } : {}) });
}

/** True when the system started the app because somebody signed in, where it does not say so by a switch. */
export function wasStartedAtLogin(): boolean {
  return process.platform === "darwin" && app.getLoginItemSettings().wasOpenedAtLogin;
}

export function autostartFile(profile: string, env: Readonly<Record<string, string | undefined>>, home: string): string {
  const config = env["XDG_CONFIG_HOME"] ?? "";
  // A relative path is invalid there and to be ignored.
  const base = config.startsWith("/") ? config : join(home, ".config");
  return join(base, "autostart", profile === DEFAULT_PROFILE ? "stamp.desktop" : `stamp-${profile}.desktop`);
}

export function setLinuxAutostart(on: boolean, file: string, { name, args }: { readonly name: string; readonly args: readonly string[] }): void {
  if (!on) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  // An AppImage runs from a folder that is gone when it ends.
  writeFileAtomically(file, autostartEntry({ name, executable: process.env["APPIMAGE"] ?? process.execPath, args }));
}
