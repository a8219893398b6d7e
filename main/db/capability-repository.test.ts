import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { insertContact, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("capability reports", () => {
  it("count newest first and keep a bounded history", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    expect(store.capabilities.newest(bob)).toBeUndefined();
    for (let n = 0; n < 130; n += 1) store.capabilities.insert(bob, { strings: [String(n)], carrier: "presence", since: T0 + n });
    const history = store.capabilities.history(bob);
    expect(history).toHaveLength(100);
    expect(history[0]).toEqual(store.capabilities.newest(bob));
    expect(history[0]).toEqual({ strings: ["129"], carrier: "presence", since: T0 + 129 });
  });

  it("never forget the newest statement", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    expect(store.capabilities.newestStatementTime(bob)).toBeUndefined();
    store.capabilities.insert(bob, { strings: ["old"], carrier: "statement", since: T0 });
    store.capabilities.insert(bob, { strings: ["new"], carrier: "statement", since: T0 + 9 });
    for (let n = 0; n < 130; n += 1) store.capabilities.insert(bob, { strings: [String(n)], carrier: "presence", since: T0 + n });
    expect(store.capabilities.newestStatementTime(bob)).toBe(T0 + 9);
    expect(store.capabilities.history(bob).filter(({ carrier }) => carrier === "statement")).toEqual([
      { strings: ["new"], carrier: "statement", since: T0 + 9 },
    ]);
  });
});
