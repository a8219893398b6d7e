// keyring.json beside the encrypted file. It is replaced in one step and never removed by itself: without it the
// account cannot be opened again. Unknown or broken slots are passed over as long as one that can be used is left.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { StampError } from "../../shared/errors";
import type { Address } from "../../shared/ids";
import { writeFileAtomically } from "../platform/atomic-file";
import type { Keyring, Slot } from "./keyring";

const VERSION = 1;

const base64 = z.string().check(z.maxLength(8192));
const slotSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("os"), vaulted: base64, wrapped: base64 }),
  z.object({ type: z.literal("passphrase"), salt: base64, wrapped: base64 }),
  z.object({ type: z.literal("recovery"), wrapped: base64 }),
]);
const keyringSchema = z.object({
  version: z.literal(VERSION),
  address: z.pipe(
    z.string().check(z.maxLength(320), z.regex(/^[^\s@]+@[^\s@]+$/)),
    z.transform((text) => text as Address),
  ),
  slots: z.array(z.unknown()),
});

export function keyringFile(accountFolder: string): string {
  return join(accountFolder, "keyring.json");
}

/** Throws StampError `keyring-damaged` when the file is missing, is not a keyring or has no usable slot. */
export function readKeyring(accountFolder: string): Keyring {
  try {
    const { address, slots } = keyringSchema.parse(JSON.parse(readFileSync(keyringFile(accountFolder), "utf8")));
    const usable = slots.flatMap((slot): Slot[] => {
      const parsed = slotSchema.safeParse(slot);
      return parsed.success ? [parsed.data] : [];
    });
    if (usable.length === 0) throw new Error("no usable slot");
    return { address, slots: usable };
  } catch (cause) {
    throw new StampError("keyring-damaged", {}, { cause });
  }
}

export function writeKeyring(accountFolder: string, keyring: Keyring): void {
  writeFileAtomically(keyringFile(accountFolder), `${JSON.stringify({ version: VERSION, ...keyring }, undefined, 2)}\n`);
}

/** Puts a copy into another folder, unless there is nothing to copy that could open anything. */
export function copyKeyring(account: string, folder: string): void {
  let keyring: Keyring;
  try {
    keyring = readKeyring(account);
  } catch {
    return;
  }
  writeKeyring(folder, keyring);
}
