import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { messageRepository } from "./message-repository";
import { insertContact, insertOwn, insertPeer, outgoing, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("messages", () => {
  it("come in pages, oldest first within each", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    for (let n = 1; n <= 5; n += 1) insertOwn(store, bob, String(n));
    const texts = (before?: number) => store.messages.page(bob, before, 2);
    const newest = texts();
    expect(newest.map((message) => "text" in message && message.text)).toEqual(["4", "5"]);
    expect(texts(newest[0]?.position).map((message) => "text" in message && message.text)).toEqual(["2", "3"]);
  });

  it("come in smaller pages when they are very long, but one at least", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    const oldest = insertPeer(store, bob, "x".repeat(5 * 1024 * 1024));
    for (let n = 1; n <= 5; n += 1) insertPeer(store, bob, "x".repeat(1024 * 1024));
    const page = store.messages.page(bob, undefined, 60);
    expect(page).toHaveLength(4);
    const before = store.messages.page(bob, page[0]?.position, 60);
    expect(before).toHaveLength(1);
    expect(store.messages.page(bob, before[0]?.position, 60)).toEqual([oldest]);
    expect(store.messages.hasBefore(bob, before[0]?.position ?? 0)).toBe(true);
    expect(store.messages.hasBefore(bob, oldest.position)).toBe(false);
  });

  it("keep every delivery state with all its details", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    const { id } = insertOwn(store, bob, "text");
    const retrying = { status: "retrying", at: T0, attempt: 3, reason: { code: "server-busy", sipStatus: 503 } } as const;
    store.messages.setDelivery(id, retrying);
    expect(store.messages.findOwn(id)?.message.delivery).toEqual(retrying);
    const held = { status: "held", reason: { code: "below-pin", offered: "2.0", pinned: "2.2" } } as const;
    store.messages.setDelivery(id, held);
    expect(store.messages.findOwn(id)?.message.delivery).toEqual(held);
    store.messages.setDelivery(id, { status: "sent" }, { settledAt: T0 + 1 });
    store.messages.setDelivery(id, { status: "delivered" }, { deliveredAt: T0 + 2 });
    expect(store.messages.findOwn(id)?.message.delivery).toEqual({ status: "delivered" });
    expect(store.messages.findOwn(id)?.facts).toMatchObject({ settledAt: T0 + 1, deliveredAt: T0 + 2, readAt: undefined });
  });

  it("give one nonce to one own text of a contact only", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    const carol = insertContact(store, "carol@example.com");
    insertOwn(store, bob, "first", 77);
    expect(() => insertOwn(store, bob, "second", 77)).toThrow(/UNIQUE/);
    insertOwn(store, carol, "other", 77);
    insertPeer(store, bob, "theirs", { ampNonce: 77 });
    insertPeer(store, bob, "theirs too", { ampNonce: 77 });
    expect(store.messages.findOwnByNonce(bob, 77)?.text).toBe("first");
  });

  it("are read up to a place, and tell the nonces that were not read before", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    const first = insertPeer(store, bob, "1", { ampNonce: 11 });
    insertOwn(store, bob, "mine");
    const second = insertPeer(store, bob, "2", { ampNonce: 12 });
    insertPeer(store, bob, "3", { ampNonce: 13 });
    expect(store.messages.markRead(bob, first.position, T0)).toEqual({ count: 1, nonces: [11] });
    expect(store.messages.markRead(bob, second.position, T0)).toEqual({ count: 1, nonces: [12] });
    expect(store.messages.markRead(bob, second.position, T0)).toEqual({ count: 0, nonces: [] });
    expect(store.messages.countUnread(bob)).toBe(1);
    expect(store.messages.newestPeerNonces(bob, 2)).toEqual([13, 12]);
  });

  it("take their queue row and their attempts with them when they are deleted", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    const { id } = insertOwn(store, bob, "text");
    const row = store.outgoing.insert(outgoing(BOB, { messageId: id }));
    store.attempts.start(id, T0);
    store.messages.remove(id);
    expect(store.outgoing.find(row)).toBeUndefined();
    expect(store.attempts.ofMessage(id)).toEqual([]);
    insertOwn(store, bob, "again");
    store.messages.removeAll(bob);
    expect(store.messages.page(bob, undefined, 10)).toEqual([]);
  });
});

describe("own texts in a state", () => {
  it("are found without walking through the conversation", () => {
    const { db } = tempStore();
    const asked: string[] = [];
    const noting = new Proxy(db, {
      get: (target, name) =>
        name === "prepare" ? (sql: string) => (asked.push(sql), target.prepare(sql)) : (Reflect.get(target, name) as unknown),
    });
    messageRepository(noting);
    const plans = asked
      .filter((sql) => / AND status (=|IN)/.test(sql))
      .map((sql) => {
        const values = Array.from(sql.matchAll(/\?/g), () => 1);
        return db.prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values)[0]?.detail;
      });
    expect(plans.length).toBeGreaterThan(1);
    for (const plan of plans) expect(plan).toContain("messages_by_status (contact_id=? AND status=?)");
  });
});
