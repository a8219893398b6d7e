// An index that is damaged by itself costs nobody a message: it is given up and made anew, and the account stays open.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ContactId } from "../../shared/ids";
import { parseQuery } from "../../shared/search-query";
import { tempFolder } from "../platform/testing/temp-folder";
import { closeDatabase } from "./open";
import { createStore, type Store } from "./store";
import { checkFile } from "./search-damage";
import { codeOfOpening } from "./testing/filled-file";
import { insertContact, insertPeer } from "./testing/rows";
import { openTestDatabase } from "./testing/temp-database";

function openFile(file = join(tempFolder(), "stamp.db")) {
  const failures: unknown[] = [];
  const store = createStore(openTestDatabase(file), (error) => failures.push(error));
  return { file, store, failures };
}

/** With texts in it and an index that contradicts itself. */
function damagedFile() {
  const opened = openFile();
  const { store } = opened;
  const bob = insertContact(store, "bob@example.com");
  store.transaction(() => {
    for (let n = 0; n < 300; n += 1) insertPeer(store, bob, `wanted number ${String(n)}`);
  });
  breakIndex(store);
  return { ...opened, bob };
}

function breakIndex({ db }: Store): void {
  // Its tables are out of reach otherwise.
  db.unsafeMode();
  db.exec("DELETE FROM search_pieces_data");
  db.unsafeMode(false);
  expect(checkFile(db)).toBe("index-damaged");
}

function findAll(store: Store): number {
  return store.transaction(() => store.search.find({ query: parseQuery("wanted"), contactId: undefined, before: undefined, limit: 1000 })).found.length;
}

function assertHealed(store: Store, texts: number): void {
  while (!store.transaction(() => store.searchIndex.step({ texts: 100, characters: 10_000 })));
  expect(findAll(store)).toBe(texts);
  expect(checkFile(store.db)).toBe("whole");
}

describe("while the index is damaged", () => {
  it.each<[string, (store: Store, bob: ContactId) => unknown, number]>([
    ["a text comes in", (store, bob) => insertPeer(store, bob, "wanted now"), 301],
    ["a text is deleted", (store) => { store.messages.remove(store.pages.before(1 as ContactId, undefined, 1).messages[0]!.id); }, 299],
    ["a conversation is deleted", (store, bob) => { store.messages.removeAll(bob); }, 0],
    ["somebody searches", findAll, 300],
  ])("%s, which is done, and the account stays open", (_what, work, left) => {
    const { store, bob, failures } = damagedFile();
    store.transaction(() => store.transaction(() => work(store, bob)));
    expect(failures).toEqual([]);
    assertHealed(store, left);
  });

  it("the making of it begins anew", () => {
    const { store, failures } = openFile();
    const bob = insertContact(store, "bob@example.com");
    store.transaction(() => {
      for (let n = 0; n < 20; n += 1) insertPeer(store, bob, `wanted number ${String(n)}`);
      store.searchIndex.giveUp();
      store.searchIndex.step({ texts: 5, characters: 1000 });
    });
    breakIndex(store);
    store.transaction(() => store.searchIndex.step({ texts: 10, characters: 1000 }));
    expect(failures).toEqual([]);
    assertHealed(store, 20);
  });

  it("an account is opened with all its texts", () => {
    const { file, store } = damagedFile();
    closeDatabase(store.db);
    const again = openFile(file).store;
    expect(again.searchIndex.progress().indexedFrom).toBeGreaterThan(0);
    assertHealed(again, 300);
  });

  it("an account of which more is damaged is not opened", () => {
    const { file, store } = damagedFile();
    store.db.exec("PRAGMA ignore_check_constraints = ON; UPDATE messages SET kind = 'other' WHERE id = 7");
    closeDatabase(store.db);
    expect(codeOfOpening(file)).toBe("database-damaged");
  });
});
