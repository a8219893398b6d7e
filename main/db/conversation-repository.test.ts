import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { insertContact, insertOwn, insertPeer, T0 } from "./testing/rows";
import { tempStore } from "./testing/temp-database";

const BOB = "bob@example.com" as Address;

describe("conversations", () => {
  it("show the last line, counts of what needs the user, and move up the list", () => {
    const store = tempStore();
    const bob = insertContact(store, BOB);
    const carol = insertContact(store, "carol@example.com");
    const failed = insertOwn(store, bob, "failed");
    const held = insertOwn(store, bob, "held");
    store.messages.setDelivery(failed.id, { status: "failed", reason: { code: "refused" } });
    store.messages.setDelivery(held.id, { status: "held", reason: { code: "key-changed" } });
    const last = insertPeer(store, bob, "last");
    store.conversations.touch(bob, T0 + 50);
    store.conversations.touch(bob, T0 + 10);
    store.conversations.addUnread(bob);
    store.conversations.setDraft(bob, "unfinished");
    expect(store.conversations.all().map(({ contactId }) => contactId)).toEqual([bob, carol]);
    expect(store.conversations.find(bob)).toEqual({
      contactId: bob,
      lastMessage: last,
      lastActivity: T0 + 50,
      unread: 1,
      draft: "unfinished",
      failed: 1,
      held: 1,
      olderWaiting: 0,
    });
    expect(store.conversations.find(carol)).not.toHaveProperty("lastMessage");
    store.conversations.setUnread(bob, 0);
    expect(store.conversations.find(bob)?.unread).toBe(0);
    store.conversations.remove(carol);
    expect(store.conversations.find(carol)).toBeUndefined();
  });
});
