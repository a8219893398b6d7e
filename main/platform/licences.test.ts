import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLicenceReader } from "./licences";
import { tempFolder } from "./testing/temp-folder";

it("gives the list and one text at a time", async () => {
  const file = join(tempFolder(), "licences.json");
  const content = { licences: [{ name: "react", version: "19.3.1", licence: "MIT", text: 1 }], texts: ["one", "two"] };
  writeFileSync(file, JSON.stringify(content));
  const reader = createLicenceReader(file);
  expect((await reader.read()).licences).toEqual(content.licences);
  expect(await reader.text(1)).toBe("two");
  await expect(reader.text(2)).rejects.toThrow("invalid-request");
});

it("fails when the build left them out", async () => {
  await expect(createLicenceReader(join(tempFolder(), "licences.json")).read()).rejects.toThrow("ENOENT");
});
