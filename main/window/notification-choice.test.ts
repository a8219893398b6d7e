import { describe, expect, it } from "vitest";
import type { SessionEvent } from "../../shared/app-state";
import type { Contact, Relation } from "../../shared/contact";
import type { Address, ContactId, MessageId } from "../../shared/ids";
import { DEFAULT_SETTINGS, type Settings } from "../../shared/settings";
import { createNotificationChoice } from "./notification-choice";

function contact(id: number, relation: Relation, localName?: string): Contact {
  return {
    id: id as ContactId,
    address: `person${String(id)}@example.com` as Address,
    ...(localName === undefined ? {} : { localName }),
    relation,
    presence: { status: "unknown" },
    outlook: { type: "hold", reason: { code: "capability-unknown" } },
    trust: { status: "unknown" },
    plainTextAllowed: false,
    sendsReceipts: false,
  };
}

function arrival(from: number, text: string, unread = true): SessionEvent {
  const base = { id: 1 as MessageId, contactId: from as ContactId, position: 1, sentAt: 0, arrivedAt: 0 };
  return { type: "message-added", message: { ...base, kind: "peer", text, level: "2.2", marks: [], unread } };
}

function choice(notifications: Settings["notifications"], contacts = [contact(1, "accepted", "Bob")]) {
  return createNotificationChoice({ contacts, settings: { ...DEFAULT_SETTINGS, notifications } });
}

describe("a notification", () => {
  it.each([
    ["full", "Bob", "See you at 8"],
    ["sender", "Bob", "New message"],
    ["none", "Stamp", "New message"],
  ] as const)("at level %s is titled %s and says %s", (level, title, body) => {
    expect(choice(level).read([arrival(1, "See you at 8")])).toEqual([{ contactId: 1, title, body }]);
  });

  it("uses the address of a contact without a name", () => {
    expect(choice("sender", [contact(1, "accepted")]).read([arrival(1, "x")])[0]?.title).toBe("person1@example.com");
  });

  it("is one for each contact of a batch, with the number of texts", () => {
    const shown = choice("sender", [contact(1, "accepted", "Bob"), contact(2, "accepted", "Eva")]).read([
      arrival(1, "a"),
      arrival(2, "b"),
      arrival(1, "c"),
    ]);
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ["Bob", "2 new messages"],
      ["Eva", "New message"],
    ]);
  });

  it("is not made for requests, blocked and unknown senders, read texts and own texts", () => {
    const some = choice("full", [contact(1, "request"), contact(2, "blocked"), contact(3, "accepted")]);
    const own: SessionEvent = {
      type: "message-added",
      message: {
        ...{ id: 1 as MessageId, contactId: 3 as ContactId, position: 1, sentAt: 0, arrivedAt: 0 },
        ...{ kind: "own", text: "x", delivery: { status: "queued" }, attempts: 0, marks: [] },
      },
    };
    expect(some.read([arrival(1, "a"), arrival(2, "b"), arrival(9, "c"), arrival(3, "d", false), own])).toEqual([]);
  });

  it("follows changes of contacts and settings, also within the same batch", () => {
    const some = choice("full", [contact(1, "request")]);
    const events: SessionEvent[] = [
      { type: "contact-changed", contact: contact(1, "accepted", "Bob") },
      { type: "settings-changed", settings: { ...DEFAULT_SETTINGS, notifications: "none" } },
    ];
    expect(some.read([...events, arrival(1, "a")])).toEqual([{ contactId: 1, title: "Stamp", body: "New message" }]);
  });

  it("shortens a long text and holds no markup", () => {
    const body = choice("full").read([arrival(1, `<img src="x">${"y".repeat(500)}`)])[0]?.body ?? "";
    expect(body).not.toMatch(/[<>]/);
    expect(body.length).toBeLessThan(210);
  });
});
