import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { electronRuntime } from "./electron-runtime.mjs";

// A shell script stands in for the binary: what is asked of it is only its versions.
describe.skipIf(process.platform !== "linux")("the folder that ELECTRON_OVERRIDE_DIST_PATH names", () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stamp-electron-"));
    vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  function binary(script) {
    writeFileSync(join(folder, "electron"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, "electron"), 0o755);
  }

  it.each([
    ["25.1.1", "8", true],
    ["34.5.0", "9", true],
    ["35.0.0", "10", false],
    ["45.4.1", "10", false],
  ])("with Electron %s (Node-API %s) is for evaluation only: %s", async (electron, napi, evaluation) => {
    binary(`echo '${JSON.stringify({ electron, napi })}'`);
    const executable = join(folder, "electron");
    await expect(electronRuntime()).resolves.toEqual({ distPath: folder, executable, version: electron, napi, evaluation });
  });

  it("without an Electron in it is an error that names the three ways, not a reason to take another", async () => {
    await expect(electronRuntime()).rejects.toThrow(/ELECTRON_OVERRIDE_DIST_PATH[^]*install-electron[^]*npm/);
  });

  it("with an Electron that lacks a library says which", async () => {
    binary("echo 'error while loading shared libraries: libgtk-3.so.0' >&2; exit 127");
    await expect(electronRuntime()).rejects.toThrow("libgtk-3.so.0");
  });
});
