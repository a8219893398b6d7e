// For tests: the openssl command, and the keys of people in files that it can read.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyEntryOf } from "./people";

/** Runs it in the folder; its standard output. */
export function openssl(folder: string, ...args: readonly string[]): Buffer {
  return execFileSync("openssl", args, { cwd: folder, stdio: "pipe", maxBuffer: 16 * 1024 * 1024 });
}

/** Leaves `FILE.key.pem` and `FILE.pem`, the certificate, of one of the people in the folder. */
export function writePerson(folder: string, name: string, file = name): void {
  const { privateKeyPkcs8Pem, certPem } = keyEntryOf(name);
  writeFileSync(join(folder, `${file}.key.pem`), privateKeyPkcs8Pem);
  writeFileSync(join(folder, `${file}.pem`), certPem);
}
