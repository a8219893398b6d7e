import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import type { IncomingRow } from "../db/incoming-repository";
import type { ReadRow } from "./inbox-read";
import { createReadAhead } from "./read-ahead";
import { turns } from "./testing/desk";

const rowsOf = (...ids: readonly number[]): readonly IncomingRow[] =>
  ids.map((id) => ({ id, sender: "bob@example.com" as Address, body: "", sha256: new Uint8Array(32), receivedAt: 0, stored: false, code: undefined }));

const many = (from: number, count: number): readonly IncomingRow[] => rowsOf(...Array.from({ length: count }, (_, index) => from + index));

/** Readings that end when they are told to, and what of them was settled and begun so far. */
function byHand() {
  const settled: number[] = [];
  const ends = new Map<number, () => void>();
  const readAhead = createReadAhead((row) => {
    settled.push(row.id);
    return () => new Promise<ReadRow>((resolve) => {
      ends.set(row.id, () => { resolve({ row, reading: { type: "failed", code: "internal" }, signers: [] }); });
    });
  });
  return {
    settled,
    begun: () => [...ends.keys()],
    end: async (...ids: readonly number[]) => {
      for (const id of ids) ends.get(id)?.();
      await turns();
    },
    take: async (rows: readonly IncomingRow[], next: readonly IncomingRow[] = []) => (await readAhead.take(rows, next)).map(({ row }) => row.id),
  };
}

describe("reading ahead", () => {
  it("gives a batch in its order, whichever ends first, and reads the next one meanwhile", async () => {
    const { take, begun, end } = byHand();
    const first = take(rowsOf(1, 2), rowsOf(3));
    expect(begun()).toEqual([1, 2, 3]);
    await end(3, 2, 1);
    expect(await first).toEqual([1, 2]);
    // It is read already.
    expect(await take(rowsOf(3))).toEqual([3]);
  });

  it("settles at once how all of them are read, and reads sixteen at a time", async () => {
    const { take, settled, begun, end } = byHand();
    const batch = take(many(1, 10), many(11, 10));
    expect(settled).toHaveLength(20);
    expect(begun()).toHaveLength(16);
    await end(4, 9);
    expect(begun()).toHaveLength(18);
    await end(...Array.from({ length: 10 }, (_, index) => index + 1));
    expect(await batch).toHaveLength(10);
    expect(begun()).toHaveLength(20);
  });

  it("reads anew what was read before and comes again, and forgets what has gone", async () => {
    const { take, settled, end } = byHand();
    const first = take(rowsOf(2), rowsOf(3, 4));
    await end(2, 3, 4);
    await first;
    // 1 came back, 2 stayed, 4 was deleted.
    const second = take(rowsOf(1, 2), rowsOf(3));
    await end(1, 2);
    expect(await second).toEqual([1, 2]);
    expect(settled).toEqual([2, 3, 4, 1, 2]);
    const third = take(rowsOf(3, 4));
    await end(4);
    expect(await third).toEqual([3, 4]);
    expect(settled).toEqual([2, 3, 4, 1, 2, 4]);
  });

  it("begins anew after the store failed", async () => {
    let isBroken = true;
    const settled: number[] = [];
    const readAhead = createReadAhead((row) => {
      if (isBroken && row.id === 2) throw new Error("the disk is full");
      settled.push(row.id);
      return () => Promise.resolve({ row, reading: { type: "failed", code: "internal" }, signers: [] });
    });
    await expect(readAhead.take(rowsOf(1), rowsOf(2))).rejects.toThrow("full");
    isBroken = false;
    expect(await readAhead.take(rowsOf(1), rowsOf(2))).toHaveLength(1);
    expect(settled).toEqual([1, 1, 2]);
  });
});
