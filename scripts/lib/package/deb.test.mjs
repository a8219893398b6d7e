import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

const FPM = fileURLToPath(new URL("fpm.mjs", import.meta.url));
const TIME = 1_700_000_000;

describe.skipIf(process.platform !== "linux")("a Debian package", () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stamp-deb-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** The program as electron-builder starts it, on content that was written at `written` by somebody with this umask. */
  function pack(name, { written, mask, more = [] }) {
    const app = join(folder, `app-${name}`);
    mkdirSync(join(app, "inner"), { recursive: true });
    writeFileSync(join(app, "program"), "runs");
    writeFileSync(join(app, "inner", "data"), "is read");
    const script = join(folder, `script-${name}`);
    writeFileSync(script, "#!/bin/sh\nexit 0\n");
    for (const [path, mode] of [["program", 0o777], ["inner/data", 0o666], ["inner", 0o777]]) {
      chmodSync(join(app, path), mode & ~mask);
      utimesSync(join(app, path), written, written);
    }
    const file = join(folder, `${name}.deb`);
    const about = ["--name", "thing", "--version", "1.0~evaluation", "--architecture", "amd64", "--maintainer", "Ann <ann@example.org>"];
    const description = ["--description", "is replaced", "--description=A thing\nOf two\n\nparagraphs."];
    const needs = ["-d", "libc6", "-d", "a | b", "--deb-recommends", "dbus", "--deb-compression", "gz"];
    const result = spawnSync(FPM, ["-s", "dir", "--force", "-t", "deb", ...about, ...description, ...needs, "--after-install", script, "--package", file, ...more, `${app}/=/opt/Thing`, `${script}=/usr/share/doc/thing/copyright`], {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(TIME) },
      encoding: "utf8",
    });
    return { file, ...result };
  }

  it("has the same bytes whenever and by whomever it is made", () => {
    const [one, two] = [pack("one", { written: 1_000_000_000, mask: 0o022 }), pack("two", { written: 1_600_000_000, mask: 0o077 })];
    expect([one.stderr, two.stderr]).toEqual(["", ""]);
    expect(readFileSync(one.file).equals(readFileSync(two.file))).toBe(true);
  });

  it("says what it is, what it needs, and belongs to root", () => {
    const { file } = pack("thing", { written: TIME, mask: 0o077 });
    const field = (name) => execFileSync("dpkg-deb", ["--field", file, name], { encoding: "utf8" }).trim();
    expect(field("Version")).toBe("1.0~evaluation");
    expect(field("Depends")).toBe("libc6, a | b");
    expect(field("Recommends")).toBe("dbus");
    expect(field("Description")).toBe("A thing\n Of two\n .\n paragraphs.");
    expect(execFileSync("dpkg-deb", ["--ctrl-tarfile", file]).includes("postinst")).toBe(true);
    const listed = execFileSync("dpkg-deb", ["--contents", file], { encoding: "utf8", env: { ...process.env, TZ: "UTC" } }).trim().split("\n");
    const content = listed.map((line) => line.split(/\s+/)).map(([mode, owner, , date, , path]) => [mode, owner, date, path]);
    expect(content).toEqual(expect.arrayContaining([
      ["-rwxr-xr-x", "root/root", "2023-11-14", "./opt/Thing/program"],
      ["-rw-r--r--", "root/root", "2023-11-14", "./opt/Thing/inner/data"],
      ["drwxr-xr-x", "root/root", "2023-11-14", "./opt/Thing/inner/"],
    ]));
  });

  it("is not made of an option that nobody here understands", () => {
    const { status, stderr } = pack("thing", { written: TIME, mask: 0, more: ["--rpm-os", "linux"] });
    expect(status).not.toBe(0);
    expect(stderr).toContain("--rpm-os");
  });
});
