import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LARGEST_CARD } from "../../shared/contact-card";
import { tempFolder } from "../platform/testing/temp-folder";
import { readCard } from "./read-card";

describe("a file that was opened with the app", () => {
  it("is read with its name, and not the folder", async () => {
    const path = join(tempFolder(), "bob.vcf");
    writeFileSync(path, "BEGIN:VCARD\r\nFN:Bób\r\n");
    expect(await readCard(path)).toEqual({ name: "bob.vcf", text: "BEGIN:VCARD\r\nFN:Bób\r\n" });
  });

  it("is cut where it is longer than any card", async () => {
    const path = join(tempFolder(), "big.vcf");
    writeFileSync(path, "x".repeat(LARGEST_CARD * 3));
    expect((await readCard(path)).text.length).toBe(LARGEST_CARD + 1);
  });

  it("is refused when it is not there, a folder, or a pipe that nobody writes to", async () => {
    const folder = tempFolder();
    const [inside, pipe] = [join(folder, "folder.vcf"), join(folder, "pipe.vcf")];
    mkdirSync(inside);
    execFileSync("mkfifo", [pipe]);
    for (const path of [join(folder, "none.vcf"), inside, pipe]) await expect(readCard(path)).rejects.toThrow();
  });
});
