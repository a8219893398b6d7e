import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";
import { diskAfter } from "./disk";
import type { Change } from "./recording";

const write = (offset: number, byte: number, length = 1024): Change => ({
  type: "write",
  file: "f",
  offset,
  data: new Uint8Array(length).fill(byte),
});
const sync: Change = { type: "sync", file: "f" };
const before = new Map([["f", new Uint8Array(2048).fill(1)]]);

/** Contents over many fates, as one letter for each 512 bytes. */
function fates(...changes: Change[]): Set<string> {
  return new Set(Array.from({ length: 200 }, (_, seed) => {
    const content = diskAfter(before, changes, seededRandom(seed)).get("f") ?? new Uint8Array();
    return Array.from({ length: content.length / 512 }, (_sector, index) => content[index * 512]).join("");
  }));
}

describe("a disk without power", () => {
  it("has what was synced", () => {
    expect(fates(write(0, 2), sync)).toEqual(new Set(["2211"]));
    expect(fates(write(2048, 3), write(0, 2), sync)).toEqual(new Set(["221133"]));
    expect(fates({ type: "truncate", file: "f", size: 1024 }, sync)).toEqual(new Set(["11"]));
  });

  it("has anything of what was not: all, nothing, or some sectors", () => {
    expect(fates(write(0, 2))).toEqual(new Set(["1111", "2211", "2111", "1211"]));
  });

  it("may have a later write without an earlier one", () => {
    expect(fates(write(0, 2, 512), write(1024, 3, 512))).toEqual(new Set(["1111", "2111", "1131", "2131"]));
  });

  it("knows nothing of a file that was removed", () => {
    expect(diskAfter(before, [write(0, 2), { type: "unlink", file: "f" }], seededRandom(1)).size).toBe(0);
  });
});
