import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContactId } from "../../shared/ids";
import type { Store } from "./store";
import { insertContact, insertOwn, insertPeer } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

/** Receives a text with this number as the inbox does; true when others had to move for it. */
function receive(store: Store, contactId: ContactId, sequenceNumber: number): boolean {
  const { position, renumbered } = store.positions.forSequence(contactId, sequenceNumber);
  insertPeer(store, contactId, String(sequenceNumber), { position, sequenceNumber });
  return renumbered;
}

const shown = (store: Store, contactId: ContactId): string[] =>
  store.pages.before(contactId, undefined, 10_000).messages.map((message) => (message.kind === "note" ? "note" : message.text));

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("display order", () => {
  it("is the order of arrival", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    insertOwn(store, bob, "mine");
    receive(store, bob, 5);
    insertOwn(store, bob, "mine too");
    expect(shown(store, bob)).toEqual(["mine", "5", "mine too"]);
  });

  it("puts a text before the ones that overtook it, and leaves own texts between where they are", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    receive(store, bob, 10);
    insertOwn(store, bob, "answer");
    receive(store, bob, 13);
    receive(store, bob, 14);
    receive(store, bob, 12);
    receive(store, bob, 11);
    expect(shown(store, bob)).toEqual(["10", "answer", "11", "12", "13", "14"]);
  });

  it("keeps a backlog of 200 texts that one live text overtook, without moving any", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    insertOwn(store, bob, "before");
    receive(store, bob, 300);
    const moved = numbers(100, 299).filter((number) => receive(store, bob, number));
    expect(moved).toEqual([]);
    expect(shown(store, bob)).toEqual(["before", ...numbers(100, 300).map(String)]);
  });

  it("keeps texts that come in falling order, moving others where it must", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    insertOwn(store, bob, "before");
    receive(store, bob, 300);
    insertOwn(store, bob, "after");
    const moved = numbers(200, 299).reverse().filter((number) => receive(store, bob, number));
    expect(moved.length).toBeGreaterThan(0);
    expect(shown(store, bob)).toEqual(["before", ...numbers(200, 300).map(String), "after"]);
  });

  it("takes a number lower by more than 200 for a new start of the numbering", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    receive(store, bob, 1000);
    receive(store, bob, 799);
    receive(store, bob, 1);
    expect(shown(store, bob)).toEqual(["1000", "799", "1"]);
    receive(store, bob, 800);
    expect(shown(store, bob)).toEqual(["800", "1000", "799", "1"]);
  });

  it("never puts a text further back than the newest 500 rows", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    store.transaction(() => {
      receive(store, bob, 100);
      for (const number of numbers(5001, 5499)) receive(store, bob, number);
    });
    receive(store, bob, 99);
    expect(shown(store, bob).slice(0, 2)).toEqual(["99", "100"]);
    insertOwn(store, bob, "mine");
    receive(store, bob, 98);
    expect(shown(store, bob).slice(-2)).toEqual(["mine", "98"]);
  });

  it("does not mix conversations", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    const carol = insertContact(store, "carol@example.com");
    receive(store, bob, 10);
    receive(store, carol, 9);
    receive(store, carol, 8);
    expect(shown(store, bob)).toEqual(["10"]);
    expect(shown(store, carol)).toEqual(["8", "9"]);
  });

  it("is that of a plain list for any sequence of arrivals", () => {
    const store = tempStore();
    let people = 0;
    const arrival = fc.oneof(fc.integer({ min: 0, max: 260 }).map((number) => ({ number })), fc.constant({ own: true as const }));
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 60 }), (arrivals) => {
        people += 1;
        const contact = insertContact(store, `person${String(people)}@example.com`);
        const model: (number | "own")[] = [];
        for (const event of arrivals) {
          if ("own" in event) {
            insertOwn(store, contact, "own");
            model.push("own");
            continue;
          }
          receive(store, contact, event.number);
          const overtaken = model.findIndex(
            (entry) => entry !== "own" && entry > event.number && entry <= event.number + 200,
          );
          model.splice(overtaken < 0 ? model.length : overtaken, 0, event.number);
        }
        expect(shown(store, contact)).toEqual(model.map(String));
      }),
      { numRuns: 60 },
    );
  });
});
