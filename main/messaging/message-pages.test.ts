import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageId } from "../../shared/ids";
import type { MessagePage } from "../../shared/message-page";
import { insertContact, insertOwn, insertPeer, T0 } from "../db/testing/rows";
import { tempStore } from "../db/testing/temp-database";
import { readPage } from "./message-pages";

const textsOf = ({ messages }: MessagePage): string[] => messages.map((message) => (message.kind === "note" ? "note" : message.text));

/** "1" to "9", a minute after each other. */
function nine() {
  const store = tempStore();
  const bob = insertContact(store, "bob@example.com");
  const ids = Array.from({ length: 9 }, (_, index) => {
    const text = String(index + 1);
    return insertPeer(store, bob, text, { arrivedAt: T0 + index * 60_000, sentAt: T0 + index * 60_000 }).id;
  });
  store.conversations.setUnread(bob, 9);
  const page = (place: Parameters<typeof readPage>[2], limit = 3) => readPage(store, bob, place, limit);
  return { store, bob, ids, page };
}

describe("a page of messages", () => {
  it("is next to a position, on either side, and says whether the history goes on", () => {
    const { page } = nine();
    const newest = page({ type: "newest" });
    expect([textsOf(newest), newest.older, newest.newer]).toEqual([["7", "8", "9"], true, false]);
    const before = page({ type: "before", position: newest.messages[0]?.position ?? 0 });
    expect([textsOf(before), before.older, before.newer]).toEqual([["4", "5", "6"], true, true]);
    const first = page({ type: "before", position: before.messages[0]?.position ?? 0 }, 10);
    expect([textsOf(first), first.older, first.newer]).toEqual([["1", "2", "3"], false, true]);
    const after = page({ type: "after", position: first.messages.at(-1)?.position ?? 0 }, 10);
    expect([textsOf(after), after.older, after.newer]).toEqual([["4", "5", "6", "7", "8", "9"], true, false]);
  });

  it("is around a message, with more of one side where the other has fewer", () => {
    const { ids, page } = nine();
    const around = (index: number) => textsOf(page({ type: "message", messageId: ids[index] ?? (0 as MessageId) }, 6));
    expect([0, 4, 8].map(around)).toEqual([
      ["1", "2", "3", "4", "5", "6"],
      ["3", "4", "5", "6", "7", "8"],
      ["4", "5", "6", "7", "8", "9"],
    ]);
    expect(page({ type: "message", messageId: ids[4] ?? (0 as MessageId) }).found).toBe(ids[4]);
  });

  it("is not to be had around a message that is gone or somebody else’s", () => {
    const { store, bob, ids, page } = nine();
    const carol = insertContact(store, "carol@example.com");
    const theirs = insertOwn(store, carol, "other").id;
    store.messages.remove(ids[4] ?? (0 as MessageId));
    for (const messageId of [theirs, ids[4] ?? (0 as MessageId)]) expect(() => page({ type: "message", messageId })).toThrow("unknown-message");
    expect(readPage(store, carol, { type: "message", messageId: theirs }, 3).found).toBe(theirs);
    expect(bob).not.toBe(carol);
  });

  it("is at the first message of a moment or after it, and at the newest one when there is none", () => {
    const { ids, page } = nine();
    const at = (minutes: number) => page({ type: "date", at: T0 + minutes * 60_000 }).found;
    expect([-99, 0, 3.5, 8, 99].map(at)).toEqual([ids[0], ids[0], ids[4], ids[8], ids[8]]);
  });

  it("finds a moment wherever messages have gone", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(59), { minLength: 1, maxLength: 30 }), fc.nat(70), (minutes, wanted) => {
        const store = tempStore();
        const bob = insertContact(store, "bob@example.com");
        const sorted = [...minutes].sort((a, b) => a - b);
        const ids = sorted.map((minute) => insertPeer(store, bob, String(minute), { arrivedAt: T0 + minute * 60_000 }).id);
        const found = readPage(store, bob, { type: "date", at: T0 + wanted * 60_000 }, 3).found;
        const expected = sorted.findIndex((minute) => minute >= wanted);
        expect(found).toBe(ids.at(expected < 0 ? -1 : expected));
      }),
      { numRuns: 25 },
    );
  });

  it("begins at the first text that counts as unread, and at the end when none does", () => {
    const { store, bob, ids, page } = nine();
    expect(page({ type: "unread" }).found).toBe(ids[0]);
    store.messages.markRead(bob, store.messages.find(ids[5] ?? (0 as MessageId))?.position ?? 0, T0);
    store.conversations.setUnread(bob, 3);
    expect(page({ type: "unread" }, 6).found).toBe(ids[6]);
    store.messages.markRead(bob, Number.MAX_SAFE_INTEGER, T0);
    store.conversations.setUnread(bob, 0);
    expect([page({ type: "unread" }).found, textsOf(page({ type: "unread" }))]).toEqual([undefined, ["7", "8", "9"]]);
  });

  it("of a conversation without messages is empty", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    for (const place of [{ type: "newest" }, { type: "unread" }, { type: "date", at: T0 }] as const) {
      expect(readPage(store, bob, place, 5)).toEqual({ messages: [], older: false, newer: false });
    }
  });
});
