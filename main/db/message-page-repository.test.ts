import { describe, expect, it } from "vitest";
import { conversationRepository } from "./conversation-repository";
import { messagePageRepository } from "./message-page-repository";
import type { Database } from "./open";
import { insertContact, insertPeer } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

describe("a page of messages", () => {
  it("is smaller when the texts are very long, but has one at least, in both directions", () => {
    const store = tempStore();
    const bob = insertContact(store, "bob@example.com");
    const oldest = insertPeer(store, bob, "x".repeat(5 * 1024 * 1024));
    for (let n = 1; n <= 5; n += 1) insertPeer(store, bob, "x".repeat(1024 * 1024));
    const page = store.pages.before(bob, undefined, 60);
    expect(page.messages).toHaveLength(4);
    const before = store.pages.before(bob, page.messages[0]?.position, 60);
    expect([before.messages.length, before.older]).toEqual([1, true]);
    expect(store.pages.before(bob, before.messages[0]?.position, 60)).toEqual({ messages: [oldest], older: false, newer: true });
    expect(store.pages.after(bob, oldest.position - 1, 60).messages).toEqual([oldest]);
    expect(store.pages.around(bob, { id: oldest.id, position: oldest.position }, 60).messages[0]).toEqual(oldest);
  });
});

describe("statements over long histories", () => {
  /** The plan of each statement that a repository prepares. */
  function plansOf(db: Database, make: (db: Database) => unknown): string[] {
    const asked: string[] = [];
    const noting = new Proxy(db, {
      get: (target, name) =>
        name === "prepare" ? (sql: string) => (asked.push(sql), target.prepare(sql)) : (Reflect.get(target, name) as unknown),
    });
    make(noting);
    return asked
      .filter((sql) => sql.startsWith("SELECT"))
      .flatMap((sql) => {
        const values = Array.from(sql.matchAll(/\?/g), () => 1);
        return db.prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map(({ detail }) => detail);
      });
  }

  it("walk through no conversation to reach a page, and none for the list", () => {
    const { db } = tempStore();
    const plans = [...plansOf(db, messagePageRepository), ...plansOf(db, conversationRepository)];
    expect(plans.length).toBeGreaterThan(12);
    expect(plans.filter((plan) => /SCAN (messages|m\b|message_queue)|TEMP B-TREE FOR (?!ORDER)/.test(plan))).toEqual([]);
  });
});
