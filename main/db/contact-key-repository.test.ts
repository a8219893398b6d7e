import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { insertContact, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("keys of a contact", () => {
  it("have one current and one offered among any number of former ones", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    const certificate = Uint8Array.of(1);
    store.keys.put(bob, "a", "current", certificate, T0);
    store.keys.put(bob, "b", "offered", certificate, T0 + 1);
    expect(() => { store.keys.put(bob, "c", "current", certificate, T0 + 2); }).toThrow();
    expect(() => { store.keys.put(bob, "c", "offered", certificate, T0 + 2); }).toThrow();
    store.keys.setRole(bob, "a", "former", T0 + 3);
    store.keys.setRole(bob, "b", "current");
    expect(store.keys.ofContact(bob).map(({ fingerprint, role, retiredAt }) => [fingerprint, role, retiredAt])).toEqual([
      ["a", "former", T0 + 3],
      ["b", "current", undefined],
    ]);
  });

  it("come back unverified in another role, with their newest certificate", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    store.keys.put(bob, "a", "current", Uint8Array.of(1), T0);
    store.keys.setRole(bob, "a", "former", T0);
    store.keys.put(bob, "a", "offered", Uint8Array.of(2), T0 + 9);
    const [key] = store.keys.ofContact(bob);
    expect(key).toMatchObject({ role: "offered", retiredAt: T0, verifiedAt: undefined, firstSeenAt: T0 });
    expect([...(key?.certificate ?? [])]).toEqual([2]);
    store.keys.setCertificate(bob, "a", Uint8Array.of(3));
    expect([...(store.keys.ofContact(bob)[0]?.certificate ?? [])]).toEqual([3]);
    store.keys.remove(bob, "a");
    expect(store.keys.ofContact(bob)).toEqual([]);
  });
});
