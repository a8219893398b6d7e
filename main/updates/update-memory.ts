// What is remembered about updates on this computer, for all profiles: one app, one version. Without secrets.
import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { writeFileAtomically } from "../platform/atomic-file";

const schema = z.object({
  daily: z.optional(z.boolean()),
  /** The last look, whatever came of it. */
  triedAt: z.optional(z.int()),
  /** The last one that was believed. */
  lookedAt: z.optional(z.int()),
  signedAt: z.optional(z.int()),
  version: z.optional(z.string()),
});
export type UpdateMemory = z.infer<typeof schema>;

export interface UpdateMemoryFile {
  /** As it is now: another profile's app may have changed it. Empty when there is none, or it cannot be read. */
  read(): UpdateMemory;
  /** Throws what the disk says. */
  change(change: UpdateMemory): void;
}

export function updateMemoryFile(file: string): UpdateMemoryFile {
  function read(): UpdateMemory {
    try {
      return schema.parse(JSON.parse(readFileSync(file, "utf8")));
    } catch {
      return {};
    }
  }
  return {
    read,
    change(change) {
      writeFileAtomically(file, JSON.stringify({ ...read(), ...change }));
    },
  };
}
