import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { messageRepository } from "./message-repository";
import { insertContact, insertOwn, insertPeer, outgoing, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("messages", () => {
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
    expect(store.pages.before(bob, undefined, 10).messages).toEqual([]);
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
