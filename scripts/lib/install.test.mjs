import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { isInstalled } from "./install.mjs";

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stamp-install-"));
  mkdirSync(join(root, "node_modules"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const wanted = {
  "": { name: "stamp" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/other-system": { version: "2.0.0", integrity: "sha512-b", optional: true },
};

function lockfile(packages) {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages }));
}
function record(packages) {
  writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
}

describe("the installed packages", () => {
  it("are complete without those for other systems", () => {
    lockfile(wanted);
    record({ "node_modules/a": wanted["node_modules/a"] });
    expect(isInstalled(root)).toBe(true);
  });

  it.each([
    ["nothing was installed", undefined],
    ["a package is missing", {}],
    ["a package has another version", { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } }],
    ["a package has another content", { "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } }],
  ])("are not what the lockfile wants when %s", (_, installed) => {
    lockfile(wanted);
    if (installed !== undefined) record(installed);
    expect(isInstalled(root)).toBe(false);
  });
});
