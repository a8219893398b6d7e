// The index and the texts say the same, whatever happens to the texts; and whatever is typed is a search.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import { fold } from "../../shared/search-fold";
import { matchesQuery, parseQuery } from "../../shared/search-query";
import type { Store } from "./store";
import { insertContact, insertOwn, insertPeer } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

/** Halves of surrogate pairs, too. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

function findAll(store: Store, typed: string, contactId?: ContactId): readonly MessageId[] {
  const ids: MessageId[] = [];
  let before: number | undefined;
  do {
    const { found, next } = store.search.find({ query: parseQuery(typed), contactId, before, limit: 3 });
    ids.push(...found.map(({ messageId }) => messageId));
    before = next;
  } while (before !== undefined);
  return ids;
}

function assertIndexWhole(store: Store): void {
  // rank 1: compared with what it is made from.
  for (const table of ["search_pieces", "search_starts"]) {
    store.db.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`).run();
  }
}

function chat(...texts: readonly string[]): { readonly store: Store; readonly bob: ContactId; readonly ids: readonly MessageId[] } {
  const store = tempStore();
  const bob = insertContact(store, "bob@example.com");
  return { store, bob, ids: texts.map((text) => insertPeer(store, bob, text).id) };
}

/** As a file that an earlier version left: nothing is in the index. */
const forget = (store: Store): void => {
  store.transaction(() => {
    store.searchIndex.giveUp();
  });
};

describe("a search over the history", () => {
  it("finds texts of all conversations, the newest first, in pages", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    const eva = insertContact(store, "eva@example.com");
    const ids = [1, 2, 3, 4, 5, 6, 7].map((n) => insertPeer(store, n % 2 === 0 ? bob : eva, `Příliš ${String(n)}`).id);
    insertOwn(store, bob, "something else");
    expect(findAll(store, "priliš")).toEqual([...ids].reverse());
    expect(findAll(store, "prilis", bob)).toEqual([ids[5], ids[3], ids[1]]);
  });

  it.each(["京都", "都", "東", "庁へ"])("finds %s inside a text without spaces", (typed) => {
    const { store, ids } = chat("東京都庁へ行く", "大阪");
    expect(findAll(store, typed)).toEqual([ids[0]]);
  });

  it("finds one and two letters at the start of words, and signs anywhere", () => {
    const { store, ids } = chat("Žofia je tu", "dvaja", "100 %", "C# a F#");
    expect(findAll(store, "j")).toEqual([ids[0]]);
    expect(findAll(store, "zo")).toEqual([ids[0]]);
    expect(findAll(store, "%")).toEqual([ids[2]]);
    expect(findAll(store, "f#")).toEqual([ids[3]]);
  });

  it("leaves out strangers whose request was not accepted", () => {
    const store = tempStore();
    const stranger = insertContact(store, "stranger@example.com", "request");
    const blocked = insertContact(store, "blocked@example.com", "blocked");
    insertPeer(store, stranger, "hello there");
    const { id } = insertPeer(store, blocked, "hello again");
    expect(findAll(store, "hello")).toEqual([id]);
  });

  it("finds nothing of a text that was deleted, and its words are out of the index", () => {
    const { store, bob, ids } = chat("secretword one", "other");
    store.messages.remove(ids[0]!);
    assertIndexWhole(store);
    expect(findAll(store, "secretword")).toEqual([]);
    const left = store.db.prepare("SELECT count(*) FROM search_pieces WHERE search_pieces MATCH '\"sec\"'").pluck().get();
    expect(left).toBe(0);
    store.messages.removeAll(bob);
    assertIndexWhole(store);
  });

  it("takes a text with marks of the index's own language as it is", () => {
    const { store, ids } = chat('say "AND" NOT (a OR b)* ^c -d : x');
    expect(findAll(store, "(a OR b)*")).toEqual([ids[0]]);
    expect(findAll(store, "NEAR(")).toEqual([]);
  });

  it("answers any string, with exactly the texts that have it", () => {
    const unit = fc.oneof(fc.constantFrom(...Array.from("abáä\"'()*:^-+ \n\u0000京都ก🚀%_\\")), anyCharacter);
    const texts = fc.array(fc.string({ unit, maxLength: 12 }), { minLength: 1, maxLength: 6 });
    const { store, bob } = chat();
    fc.assert(
      fc.property(texts, fc.array(fc.string({ unit, maxLength: 8 }), { minLength: 1, maxLength: 8 }), (written, typed) => {
        store.messages.removeAll(bob);
        const ids = store.transaction(() => written.map((text) => insertPeer(store, bob, text).id));
        for (const search of [...typed, ...written.map((text) => text.slice(0, 5))]) {
          const query = parseQuery(search);
          const expected = ids.filter((_, index) => matchesQuery(query, fold(written[index] ?? "")));
          expect(findAll(store, search), JSON.stringify(search)).toEqual([...expected].reverse());
        }
        assertIndexWhole(store);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the index", () => {
  it("follows whatever happens to the texts, also while it is being made", () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ type: fc.constant("add" as const), text: fc.string({ unit: fc.constantFrom(...Array.from("ab čž京🚀")), maxLength: 20 }) }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant("remove" as const), which: fc.nat() }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant("change" as const), which: fc.nat(), text: fc.string({ unit: fc.constantFrom(...Array.from("abcd č京")), maxLength: 20 }) }) },
      { weight: 1, arbitrary: fc.constant({ type: "remove-all" as const }) },
      { weight: 1, arbitrary: fc.constant({ type: "give-up" as const }) },
      { weight: 2, arbitrary: fc.constant({ type: "index" as const }) },
    );
    const { store, bob } = chat();
    // How a file waits for the disk has nothing to do with it.
    store.db.pragma("synchronous = OFF");
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        store.messages.removeAll(bob);
        const ids = () => store.db.prepare<[], MessageId>("SELECT id FROM messages ORDER BY id").pluck().all();
        for (const one of steps) {
          const which = "which" in one ? ids()[one.which % Math.max(1, ids().length)] : undefined;
          if (one.type === "add") insertPeer(store, bob, one.text);
          else if (one.type === "remove-all") store.messages.removeAll(bob);
          else if (one.type === "give-up") forget(store);
          else if (one.type === "index") store.transaction(() => store.searchIndex.step({ texts: 2, characters: 10 }));
          else if (which !== undefined && one.type === "remove") store.messages.remove(which);
          else if (which !== undefined && one.type === "change") store.db.prepare("UPDATE messages SET text = ? WHERE id = ?").run(one.text, which);
          assertIndexWhole(store);
        }
        while (!store.transaction(() => store.searchIndex.step({ texts: 3, characters: 50 })));
        assertIndexWhole(store);
        const texts = store.db.prepare<[], { id: MessageId; text: string }>("SELECT id, text FROM messages ORDER BY id DESC").all();
        for (const typed of ["ab", "b", "ab č", "京", "bcd"]) {
          expect(findAll(store, typed)).toEqual(texts.filter(({ text }) => matchesQuery(parseQuery(typed), fold(text))).map(({ id }) => id));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is made from the newest text on, and finds what is in already", () => {
    const { store, ids } = chat("wanted one", "wanted two", "wanted three");
    forget(store);
    expect(findAll(store, "wanted")).toEqual([]);
    store.transaction(() => store.searchIndex.step({ texts: 1, characters: 100 }));
    expect(findAll(store, "wanted")).toEqual([ids[2]]);
    const newest = insertPeer(store, 1 as ContactId, "wanted now").id;
    expect(findAll(store, "wanted")).toEqual([newest, ids[2]]);
    expect(store.searchIndex.progress()).toEqual({ indexedFrom: ids[2], startedFrom: (ids[2] ?? 0) + 1 });
  });

  it("of a large conversation that is deleted is made anew instead of emptied word by word", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    const eva = insertContact(store, "eva@example.com");
    const kept = insertPeer(store, eva, "wanted by Eva").id;
    store.transaction(() => {
      for (let n = 0; n <= 1000; n += 1) insertPeer(store, bob, "wanted");
    });
    store.transaction(() => { store.messages.removeAll(bob); });
    assertIndexWhole(store);
    expect(findAll(store, "wanted")).toEqual([]);
    while (!store.transaction(() => store.searchIndex.step({ texts: 10, characters: 100 })));
    expect(findAll(store, "wanted")).toEqual([kept]);
  });
});
