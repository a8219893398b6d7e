import { expect, it } from "vitest";
import type { SessionEvent } from "../../shared/app-state";
import type { Contact, Relation } from "../../shared/contact";
import type { Conversation } from "../../shared/conversation";
import type { Address, ContactId } from "../../shared/ids";
import { createUnreadCount } from "./unread-count";

function contact(id: number, relation: Relation): Contact {
  return {
    id: id as ContactId,
    address: `p${String(id)}@example.org` as Address,
    relation,
    presence: { status: "unknown" },
    outlook: { type: "hold", reason: { code: "capability-unknown" } },
    trust: { status: "unknown" },
    plainTextAllowed: false,
    sendsReceipts: false,
  };
}

function conversation(id: number, unread: number): Conversation {
  return { contactId: id as ContactId, lastActivity: 0, unread, draft: "", failed: 0, held: 0, olderWaiting: 0 };
}

it("unread texts are those of contacts, as they come, are read, and as contacts are accepted, blocked and removed", () => {
  const count = createUnreadCount({
    contacts: [contact(1, "accepted"), contact(2, "request"), contact(3, "blocked")],
    conversations: [conversation(1, 2), conversation(2, 5), conversation(3, 7)],
  });
  const after = (...events: SessionEvent[]) => count(events);
  expect(after()).toBe(2);
  expect(after({ type: "conversation-changed", conversation: conversation(1, 4) })).toBe(4);
  expect(after({ type: "contact-changed", contact: contact(2, "accepted") })).toBe(9);
  expect(after({ type: "contact-changed", contact: contact(1, "blocked") })).toBe(5);
  expect(after({ type: "conversation-changed", conversation: conversation(2, 0) })).toBe(0);
  expect(after({ type: "contact-changed", contact: contact(1, "accepted") }, { type: "conversation-removed", contactId: 1 as ContactId })).toBe(0);
});
