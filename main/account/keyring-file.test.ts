import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { tempFolder } from "../platform/testing/temp-folder";
import type { Keyring } from "./keyring";
import { keyringFile, readKeyring, writeKeyring } from "./keyring-file";

const keyring: Keyring = {
  address: "alice@example.com" as Address,
  slots: [
    { type: "os", vaulted: "AAAA", wrapped: "BBBB" },
    { type: "recovery", wrapped: "CCCC" },
  ],
};

describe("the keyring's file", () => {
  it("gives back what was written and is for this user only", () => {
    const folder = tempFolder();
    writeKeyring(folder, keyring);
    expect(readKeyring(folder)).toEqual(keyring);
    expect(statSync(keyringFile(folder)).mode & 0o077).toBe(0);
  });

  it("passes over slots that it does not know or cannot read", () => {
    const folder = tempFolder();
    const slots = [{ type: "quantum" }, { type: "os" }, 7, ...keyring.slots];
    writeFileSync(keyringFile(folder), JSON.stringify({ version: 1, address: keyring.address, slots }));
    expect(readKeyring(folder)).toEqual(keyring);
  });

  it.each([
    ["nothing", ""],
    ["half of it", '{"version":1,"address":"alice@example.com","slots":[{"type":"reco'],
    ["a newer version", '{"version":2,"address":"a@b","slots":[{"type":"recovery","wrapped":"CCCC"}]}'],
    ["no slot", '{"version":1,"address":"a@b","slots":[]}'],
    ["only broken slots", '{"version":1,"address":"a@b","slots":[{"type":"recovery"}]}'],
    ["no address", '{"version":1,"address":"a","slots":[{"type":"recovery","wrapped":"CCCC"}]}'],
    ["an address of two lines", '{"version":1,"address":"a@b\\nc","slots":[{"type":"recovery","wrapped":"CCCC"}]}'],
  ])("is damaged when it holds %s, and stays as it is", (_what, content) => {
    const folder = tempFolder();
    writeFileSync(keyringFile(folder), content);
    expect(() => readKeyring(folder)).toThrow(expect.objectContaining({ code: "keyring-damaged" }) as Error);
    expect(readFileSync(keyringFile(folder), "utf8")).toBe(content);
  });

  it("is damaged when it is missing, and is not made", () => {
    const folder = tempFolder();
    expect(() => readKeyring(folder)).toThrow(expect.objectContaining({ code: "keyring-damaged" }) as Error);
    expect(existsSync(keyringFile(folder))).toBe(false);
    rmSync(folder, { recursive: true });
    expect(() => readKeyring(folder)).toThrow(expect.objectContaining({ code: "keyring-damaged" }) as Error);
  });
});
