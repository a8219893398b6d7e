import { describe, expect, it } from "vitest";
import type { CapabilityCarrier } from "../../shared/capability";
import type { ContactId } from "../../shared/ids";
import type { Store } from "../db/store";
import { insertContact } from "../db/testing/rows";
import { tempStore } from "../db/testing/temp-database";
import { learnCapabilities, lowerPin, proveLevel, proveStatements, receiptsSince } from "./capability-knowledge";

function newContact(): { store: Store; id: ContactId; learn: (strings: string[], carrier: CapabilityCarrier, since: number) => boolean } {
  const store = tempStore();
  const id = insertContact(store, "bob@example.com");
  return { store, id, learn: (strings, carrier, since) => learnCapabilities(store, id, { strings, carrier, since }) };
}

describe("what a contact's app supports", () => {
  it("is the newest report, unknown strings included; each change is one line of history", () => {
    const { store, id, learn } = newContact();
    expect(learn(["3.1.2", "9.9"], "presence", 1)).toBe(true);
    expect(learn(["9.9", "3.1.2"], "presence", 2)).toBe(false);
    expect(learn(["3.1.2"], "presence", 3)).toBe(true);
    expect(store.capabilities.history(id)).toEqual([
      { strings: ["3.1.2"], carrier: "presence", since: 3 },
      { strings: ["3.1.2", "9.9"], carrier: "presence", since: 1 },
    ]);
  });

  it("stays as it is when a report says nothing", () => {
    const { store, id, learn } = newContact();
    learn(["3.1.2"], "presence", 1);
    expect(learn([], "presence", 2)).toBe(false);
    expect(learn(["", " "], "presence", 3)).toBe(false);
    expect(store.capabilities.newest(id)?.strings).toEqual(["3.1.2"]);
  });

  it("is signed once a statement said so, also when it says nothing new", () => {
    const { store, id, learn } = newContact();
    learn(["3.1.2"], "presence", 1);
    expect(learn(["3.1.2"], "statement", 5)).toBe(true);
    expect(learn(["3.1.2"], "presence", 6)).toBe(false);
    expect(store.capabilities.newest(id)).toEqual({ strings: ["3.1.2"], carrier: "statement", since: 5 });
  });

  it("is not changed by a statement older than, or as old as, the newest one", () => {
    const { store, id, learn } = newContact();
    learn(["a"], "statement", 5);
    expect(learn(["b"], "statement", 4)).toBe(false);
    expect(learn(["b"], "statement", 5)).toBe(false);
    expect(learn(["c"], "presence", 1)).toBe(true);
    expect(learn(["b"], "statement", 5)).toBe(false);
    expect(learn(["b"], "statement", 6)).toBe(true);
    expect(store.capabilities.newest(id)?.strings).toEqual(["b"]);
  });

  it("tells since when receipts are sent without a break", () => {
    const { store, id, learn } = newContact();
    expect(receiptsSince(store, id)).toBeUndefined();
    learn(["3.1.3"], "presence", 1);
    learn(["3.1.2"], "presence", 2);
    expect(receiptsSince(store, id)).toBeUndefined();
    learn(["3.1.2", "3.1.3"], "presence", 3);
    learn(["3.1.3"], "presence", 4);
    expect(receiptsSince(store, id)).toBe(3);
  });
});

describe("the pin", () => {
  it("rises with proof, and falls only by the user's hand", () => {
    const { store, id } = newContact();
    const pin = () => store.contacts.find(id)?.pin;
    expect(proveLevel(store, id, "2.1", 5)).toBe(true);
    expect(proveLevel(store, id, "2.1", 6)).toBe(false);
    expect(proveLevel(store, id, "2.0", 6)).toBe(false);
    expect(pin()).toEqual({ level: "2.1", since: 5, by: "proved" });
    lowerPin(store, id, "2.0", 7);
    expect(pin()).toEqual({ level: "2.0", since: 7, by: "user" });
    expect(proveLevel(store, id, "2.2", 8)).toBe(true);
    expect(pin()).toEqual({ level: "2.2", since: 8, by: "proved" });
  });

  it("rises to what was signed once our own app can do it, but not over what the user decided since", () => {
    const { store, id, learn } = newContact();
    const pin = () => store.contacts.find(id)?.pin;
    const own = ["3.1.2", "3.1.2.1", "3.1.2.2"];
    learn(own, "statement", 5);
    learn(["3.1.2"], "presence", 6);
    expect(proveStatements(store, id, ["3.1.2"], 7)).toBe(true);
    expect(pin()).toEqual({ level: "2.0", since: 7, by: "proved" });
    expect(proveStatements(store, id, own, 8)).toBe(true);
    expect(proveStatements(store, id, own, 9)).toBe(false);
    expect(pin()).toEqual({ level: "2.2", since: 8, by: "proved" });
    lowerPin(store, id, "2.0", 10);
    expect(proveStatements(store, id, own, 11)).toBe(false);
    // Nor after a message of the older protocol came.
    lowerPin(store, id, "1.0", 11);
    proveLevel(store, id, "2.0", 12);
    expect(proveStatements(store, id, own, 12)).toBe(false);
    learn(["3.1.2", "3.1.2.1"], "statement", 12);
    expect(proveStatements(store, id, own, 13)).toBe(true);
    expect(pin()).toEqual({ level: "2.1", since: 13, by: "proved" });
    lowerPin(store, id, "2.0", 14);
    expect(learn(["3.1.2", "3.1.2.1"], "statement", 15)).toBe(false);
    expect(proveStatements(store, id, own, 16)).toBe(true);
  });

  it("does not rise with what only presence said, nor with a list that has nothing in common with ours", () => {
    const { store, id, learn } = newContact();
    learn(["3.1.2.2"], "presence", 1);
    learn(["3.1.2.1"], "statement", 2);
    expect(proveStatements(store, id, ["3.1.2", "3.1.2.2"], 3)).toBe(false);
    expect(store.contacts.find(id)?.pin).toBeUndefined();
  });

  it("is not set by hand where there is none, and not raised by hand", () => {
    const { store, id } = newContact();
    expect(lowerPin(store, id, "2.0", 1)).toBeUndefined();
    proveLevel(store, id, "2.0", 2);
    expect(lowerPin(store, id, "2.2", 3)).toEqual({ level: "2.0", since: 2, by: "proved" });
  });
});
