import { describe, expect, it, vi } from "vitest";
import type * as AtomicFile from "../platform/atomic-file";
import type { Address } from "../../shared/ids";
import { tempFolder } from "../platform/testing/temp-folder";
import type { Keyring } from "./keyring";
import { replaceKeyring } from "./keyring-copy";
import { readKeyring, writeKeyring } from "./keyring-file";

const disk = vi.hoisted(() => ({ fails: "never" }));
vi.mock("../platform/atomic-file", async (original) => {
  const real = await original<typeof AtomicFile>();
  return {
    ...real,
    writeFileAtomically(file: string, content: string) {
      if (disk.fails === "before the new file is there") throw new Error("disk full");
      real.writeFileAtomically(file, content);
      if (disk.fails === "after it") throw new Error("the folder could not be synced");
    },
  };
});

const keyring = (wrapped: string): Keyring => ({ address: "alice@example.com" as Address, slots: [{ type: "recovery", wrapped }] });

describe("a keyring that is replaced on a disk in trouble", () => {
  it.each([
    ["before the new file is there", "AAAA", "disk full"],
    ["after it", "BBBB", undefined],
  ] as const)("is said to be what it is when the disk fails %s", (fails, wrapped, message) => {
    const folder = tempFolder();
    writeKeyring(folder, keyring("AAAA"));
    disk.fails = fails;
    let said: string | undefined;
    try {
      replaceKeyring(folder, keyring("BBBB"));
    } catch (error) {
      said = (error as Error).message;
    }
    disk.fails = "never";
    expect([said, readKeyring(folder)]).toEqual([message, keyring(wrapped)]);
  });
});
