import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../platform/testing/temp-folder";
import { findDictionaries, readDictionaryFiles } from "./find-dictionaries";

function folderWith(...names: string[]): string {
  const folder = join(tempFolder(), "hunspell");
  mkdirSync(folder);
  for (const name of names) writeFileSync(join(folder, name), "");
  return folder;
}

describe("spelling dictionaries", () => {
  it("are the app's own English and those of the system for the wanted languages, whole ones only", async () => {
    const first = folderWith("sk_SK.aff", "sk_SK.dic", "en_GB.aff", "en_GB.dic", "cs_CZ.dic", "de_DE.aff", "de_DE.dic", "hyph_sk_SK.dic");
    const second = folderWith("sk_SK.aff", "sk_SK.dic", "cs_CZ.aff", "cs_CZ.dic");
    const found = await findDictionaries("/app", ["sk", "en", "cs"], [first, join(first, "none"), second]);
    expect(found).toEqual([
      { language: "sk-SK", path: join(first, "sk_SK") },
      { language: "en", path: join("/app", "node_modules", "dictionary-en", "index") },
      { language: "en-GB", path: join(first, "en_GB") },
      { language: "cs-CZ", path: join(second, "cs_CZ") },
    ]);
  });

  it("are read in the encoding that they name", async () => {
    const folder = folderWith();
    const path = join(folder, "sk_SK");
    writeFileSync(`${path}.aff`, "SET ISO8859-2\n");
    writeFileSync(`${path}.dic`, Buffer.from([0x31, 0x0a, 0xb5, 0x0a]));
    expect((await readDictionaryFiles({ language: "sk", path })).dic).toBe("1\nľ\n");
    writeFileSync(`${path}.aff`, "# x\nSET UTF-8\n");
    writeFileSync(`${path}.dic`, "1\nľ\n");
    expect((await readDictionaryFiles({ language: "sk", path })).dic).toBe("1\nľ\n");
  });

  it("that cannot be read are refused", async () => {
    const path = join(folderWith(), "xx");
    await expect(readDictionaryFiles({ language: "xx", path })).rejects.toThrow();
    writeFileSync(`${path}.dic`, "");
    writeFileSync(`${path}.aff`, "SET NO-SUCH-THING\n");
    await expect(readDictionaryFiles({ language: "xx", path })).rejects.toThrow(RangeError);
  });
});
