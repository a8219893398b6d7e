import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { insertContact } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("a transaction", () => {
  it("is all or nothing, and an inner one joins the outer", () => {
    const store = tempStore();
    const attempt = () => {
      store.transaction(() => {
        insertContact(store, BOB);
        store.transaction(() => insertContact(store, "carol@example.com"));
        throw new Error("power cut");
      });
    };
    expect(attempt).toThrow("power cut");
    expect(store.contacts.all()).toEqual([]);
  });
});
