// Which spelling dictionaries there are: English comes with the app, others are those of the system (Hunspell's, where
// Linux distributions put them). Nothing is fetched from anywhere.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

export interface DictionaryFiles {
  /** As a BCP 47 tag: "sk", "en-GB". */
  readonly language: string;
  /** Without ".aff" and ".dic". */
  readonly path: string;
}

export interface DictionaryText {
  readonly aff: string;
  readonly dic: string;
}

const SYSTEM_FOLDERS = ["/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/share/myspell"];
/** Far above every real one. */
const LARGEST_FILE = 32 * 1024 * 1024;

/** Those for `languages` (primary tags: "en", "sk"), in this order, the app's own English first of its language. */
export async function findDictionaries(appFolder: string, languages: readonly string[], folders = SYSTEM_FOLDERS): Promise<readonly DictionaryFiles[]> {
  const own: DictionaryFiles = { language: "en", path: join(appFolder, "node_modules", "dictionary-en", "index") };
  const found = new Map<string, DictionaryFiles>();
  for (const folder of folders) {
    const names = new Set(await readdir(folder).catch(() => []));
    for (const name of names) {
      const language = /^([a-z]{2,3}(?:[_-][A-Z]{2})?)\.dic$/.exec(name)?.[1]?.replace("_", "-");
      if (language === undefined || found.has(language) || !names.has(name.replace(/dic$/, "aff"))) continue;
      found.set(language, { language, path: join(folder, name.slice(0, -".dic".length)) });
    }
  }
  const sorted = [...found.values()].sort((a, b) => (a.language < b.language ? -1 : 1));
  return languages.flatMap((wanted) => [
    ...(wanted === "en" ? [own] : []),
    ...sorted.filter(({ language }) => language.split("-")[0] === wanted),
  ]);
}

/** Throws what the system says, and RangeError for a file that is no dictionary by its size. */
export async function readDictionaryFiles({ path }: DictionaryFiles): Promise<DictionaryText> {
  const [aff, dic] = await Promise.all([`${path}.aff`, `${path}.dic`].map(readSmall));
  if (aff === undefined || dic === undefined) throw new RangeError("no dictionary");
  const encoding = /^SET\s+(\S+)/m.exec(new TextDecoder("latin1").decode(aff.subarray(0, 4096)))?.[1] ?? "iso-8859-1";
  const decoder = new TextDecoder(encoding.replace(/^ISO8859/i, "iso-8859").replace(/^microsoft-cp/i, "windows-"));
  return { aff: decoder.decode(aff), dic: decoder.decode(dic) };
}

async function readSmall(file: string): Promise<Uint8Array> {
  if ((await stat(file)).size > LARGEST_FILE) throw new RangeError("too large for a dictionary");
  return readFile(file);
}
