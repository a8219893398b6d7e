import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { autostartFile, setLinuxAutostart } from "./autostart";
import { tempFolder } from "./testing/temp-folder";

vi.mock("electron", () => ({ app: {} }));

describe("starting with a Linux desktop", () => {
  it("is a file of its own for each profile, in the folder that the desktop looks into", () => {
    expect(autostartFile("default", {}, "/home/a")).toBe("/home/a/.config/autostart/stamp.desktop");
    expect(autostartFile("work", { XDG_CONFIG_HOME: "/cfg" }, "/home/a")).toBe("/cfg/autostart/stamp-work.desktop");
    expect(autostartFile("work", { XDG_CONFIG_HOME: "relative" }, "/home/a")).toBe("/home/a/.config/autostart/stamp-work.desktop");
  });

  it("is switched on, again, and off, also twice", () => {
    const file = join(tempFolder(), "config", "autostart", "stamp.desktop");
    const entry = { name: "Stamp", args: ["--profile=default", "--hidden"] };
    setLinuxAutostart(true, file, entry);
    setLinuxAutostart(true, file, entry);
    expect(readFileSync(file, "utf8")).toMatch(/^Exec=.+ --profile=default --hidden$/m);
    setLinuxAutostart(false, file, entry);
    setLinuxAutostart(false, file, entry);
    expect(existsSync(file)).toBe(false);
  });
});
