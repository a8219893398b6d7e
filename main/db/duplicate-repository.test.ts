import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { insertContact, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("memories against duplicates", () => {
  it("know what they were told, and forget only raw copies", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    const carol = insertContact(store, "carol@example.com");
    const key = Uint8Array.of(1, 2, 3);
    expect([store.duplicates.rememberRaw(key, T0), store.duplicates.rememberRaw(key, T0 + 1)]).toEqual([true, false]);
    expect([store.duplicates.rememberReplayKey(key), store.duplicates.rememberReplayKey(key)]).toEqual([true, false]);
    expect([
      store.duplicates.rememberText(bob, 7, key),
      store.duplicates.rememberText(bob, 7, key),
      store.duplicates.rememberText(bob, 8, key),
      store.duplicates.rememberText(bob, 7, Uint8Array.of(9)),
      store.duplicates.rememberText(carol, 7, key),
    ]).toEqual([true, false, true, true, true]);
    expect(store.duplicates.forgetRawBefore(T0)).toBe(0);
    expect(store.duplicates.forgetRawBefore(T0 + 1)).toBe(1);
    expect(store.duplicates.rememberRaw(key, T0 + 2)).toBe(true);
  });
});
