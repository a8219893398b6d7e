// The licences of everything in this app, out of the file that the build made (scripts/lib/licences.mjs). Read when
// somebody looks, and not kept: it is large, and hardly anybody looks.
import { readFile } from "node:fs/promises";
import { StampError } from "../../shared/errors";
import type { LicenceFile } from "../../shared/licences";

export interface LicenceReader {
  /** Rejects with what the disk says. */
  read(): Promise<LicenceFile>;
  /** Text number `at`. Rejects with `invalid-request` when there is none. */
  text(at: number): Promise<string>;
}

/** `file` is part of the package, and trusted like the code beside it. */
export function createLicenceReader(file: string): LicenceReader {
  const read = async (): Promise<LicenceFile> => JSON.parse(await readFile(file, "utf8")) as LicenceFile;
  return {
    read,
    async text(at) {
      const text = (await read()).texts[at];
      if (text === undefined) throw new StampError("invalid-request");
      return text;
    },
  };
}
