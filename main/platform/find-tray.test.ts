import { expect, it } from "vitest";
import { findTray } from "./find-tray";

const YES = "method return time=1.2 sender=org.freedesktop.DBus\n   boolean true\n";
const NO = YES.replace("true", "false");
const GNOME = { XDG_CURRENT_DESKTOP: "ubuntu:GNOME" };
const WAYLAND = { XDG_SESSION_TYPE: "wayland" };

it.each([
  ["win32", {}, undefined, true],
  ["darwin", {}, undefined, true],
  ["linux", GNOME, YES, true],
  ["linux", GNOME, NO, false],
  ["linux", WAYLAND, YES, true],
  ["linux", WAYLAND, NO, false],
  ["linux", GNOME, undefined, false],
  ["linux", {}, NO, true],
  ["linux", {}, undefined, true],
] as const)("%s with %j and a bus that says %j has a tray: %s", async (platform, env, answer, has) => {
  const askBus = () => (answer === undefined ? Promise.reject(new Error("no bus")) : Promise.resolve(answer));
  expect(await findTray({ platform, env, askBus })).toBe(has);
});
