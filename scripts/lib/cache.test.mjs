import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { cacheFolder, makeOnce, withLock } from "./cache.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stamp-cache-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a cache entry", () => {
  it("is made once by two that want it at the same time", async () => {
    const target = join(folder, "entry");
    let made = 0;
    const make = async (temporary) => {
      made += 1;
      await new Promise((resolve) => setImmediate(resolve));
      writeFileSync(join(temporary, "file"), "x");
    };
    await Promise.all([makeOnce(target, make), makeOnce(target, make)]);
    expect(made).toBe(1);
    expect(readdirSync(folder)).toEqual(["entry"]);
    expect(readdirSync(target)).toEqual(["file"]);
  });

  it("is not there while it is being made, and leaves nothing when that fails", async () => {
    const target = join(folder, "entry");
    const make = (temporary) => {
      expect(existsSync(target)).toBe(false);
      writeFileSync(join(temporary, "half"), "");
      throw new Error("no compiler");
    };
    await expect(makeOnce(target, make)).rejects.toThrow("no compiler");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes away what one that was ended in the middle of it left, and nothing of one that still works", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const kept = `other.${String(pid)}.part`;
    for (const name of [`entry.${String(pid)}.part`, `entry.${String(process.ppid)}.part`, kept]) mkdirSync(join(folder, name));
    await makeOnce(join(folder, "entry"), async () => undefined);
    expect(readdirSync(folder).sort()).toEqual(["entry", `entry.${String(process.ppid)}.part`, kept].sort());
  });

  it("has no place where none can be made, and says what to do", () => {
    vi.stubEnv("XDG_CACHE_HOME", join(folder, "file"));
    writeFileSync(join(folder, "file"), "");
    expect(() => cacheFolder("sqlite")).toThrow(/cannot be made \(ENOTDIR\)\. XDG_CACHE_HOME can name another/);
    vi.unstubAllEnvs();
  });
});

describe("a lock", () => {
  it("whose owner has died is taken over", async () => {
    const path = join(folder, "lock");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(path, String(pid));
    await expect(withLock(path, () => Promise.resolve("mine"))).resolves.toBe("mine");
    expect(existsSync(path)).toBe(false);
  });

  it("is given back when the work fails", async () => {
    const path = join(folder, "lock");
    await expect(withLock(path, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(existsSync(path)).toBe(false);
  });
});
