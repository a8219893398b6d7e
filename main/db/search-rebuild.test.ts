// A file that was put together from a damaged one can be searched at once: its index is made from what is in it, and nothing
// of the old one is taken over.
import { expect, it } from "vitest";
import { parseQuery } from "../../shared/search-query";
import { rebuild } from "./rebuild";
import { tidyRebuilt } from "./rebuild-tidy";
import { readableRows } from "./salvage";
import { insertContact, insertPeer } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

it("a rebuilt file has an index of its own, whole, also when that of the damaged one was not complete", () => {
  const damaged = tempStore();
  const bob = insertContact(damaged, "bob@example.com");
  const ids = ["Příliš one", "something", "příliš two"].map((text) => insertPeer(damaged, bob, text).id);
  damaged.transaction(() => {
    damaged.searchIndex.giveUp();
    damaged.searchIndex.step({ texts: 1, characters: 10 });
  });

  const target = tempStore();
  target.db.pragma("foreign_keys = OFF");
  target.transaction(() => {
    expect(rebuild(target.db, { damaged: damaged.db, backup: undefined }, () => undefined)).toMatchObject({ leftOut: 0, messagesFromDamaged: 3 });
    tidyRebuilt(target.db, { textsMissing: false });
  });
  const { found } = target.search.find({ query: parseQuery("prilis"), contactId: undefined, before: undefined, limit: 10 });
  expect(found.map(({ messageId }) => messageId)).toEqual([ids[2], ids[0]]);
  expect(target.searchIndex.progress().indexedFrom).toBe(0);
  expect(target.db.pragma("quick_check(1)", { simple: true })).toBe("ok");
  for (const table of ["search_pieces", "search_starts"]) {
    target.db.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`).run();
  }
});

it("the index does not count as part of the history", () => {
  const store = tempStore();
  const { rows } = readableRows(store.db);
  insertPeer(store, insertContact(store, "bob@example.com"), "one");
  // The contact, its conversation and the message.
  expect(readableRows(store.db).rows).toBe(rows + 3);
});
