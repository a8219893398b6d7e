// Whether the desktop has a place for icons of running programs. Windows and macOS have one. On Linux a program on the
// session bus says so; GNOME and Wayland know no other way, older desktops on X11 do without the bus.
import { execFile } from "node:child_process";

const WATCHER = "org.kde.StatusNotifierWatcher";
const ASK = ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", `string:${WATCHER}`];
const PATIENCE_MS = 2000;

interface System {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What dbus-send prints; rejects when there is no bus or no such program. */
  readonly askBus: () => Promise<string>;
}

/** Never rejects. */
export async function findTray({ platform, env, askBus }: System = thisSystem()): Promise<boolean> {
  if (platform !== "linux") return true;
  const answer = await askBus().catch(() => "");
  if (/\bboolean true\b/.test(answer)) return true;
  return env["XDG_SESSION_TYPE"] !== "wayland" && !/gnome/i.test(env["XDG_CURRENT_DESKTOP"] ?? "");
}

function thisSystem(): System {
  return {
    platform: process.platform,
    env: process.env,
    askBus: () =>
      new Promise((resolve, reject) => {
        execFile("dbus-send", ASK, { timeout: PATIENCE_MS }, (error, stdout) => {
          if (error === null) resolve(stdout);
          else reject(new Error("the session bus did not answer", { cause: error }));
        });
      }),
  };
}
