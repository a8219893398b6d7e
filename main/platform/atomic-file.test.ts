import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "./testing/temp-folder";
import { renameFolder, writeFileAtomically } from "./atomic-file";


describe("writing a file atomically", () => {
  it("replaces the content, for this user only, and leaves nothing beside it", () => {
    const folder = tempFolder();
    const file = join(folder, "inner", "x.json");
    writeFileAtomically(file, "old");
    writeFileAtomically(file, "new");
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readdirSync(join(folder, "inner"))).toEqual(["x.json"]);
  });

  it("leaves the old content and no temporary file when it cannot replace it", () => {
    const folder = tempFolder();
    const file = join(folder, "x.json");
    mkdirSync(file);
    writeFileSync(join(file, "inside"), "old");
    expect(() => {
      writeFileAtomically(file, "new");
    }).toThrow();
    expect(readFileSync(join(file, "inside"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["x.json"]);
  });
});

it("renames a folder with what is in it", () => {
  const folder = tempFolder();
  writeFileAtomically(join(folder, "a", "x"), "content");
  renameFolder(join(folder, "a"), join(folder, "b"));
  expect(readFileSync(join(folder, "b", "x"), "utf8")).toBe("content");
  expect(readdirSync(folder)).toEqual(["b"]);
});
