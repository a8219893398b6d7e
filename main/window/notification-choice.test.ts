import { describe, expect, it } from "vitest";
import type { SessionEvent } from "../../shared/app-state";
import type { Contact, Relation } from "../../shared/contact";
import { FOR_EVER, type Conversation } from "../../shared/conversation";
import type { Delivery } from "../../shared/delivery";
import type { Address, ContactId, MessageId } from "../../shared/ids";
import type { MessageMark } from "../../shared/message";
import { DEFAULT_SETTINGS, type Settings } from "../../shared/settings";
import { createNotificationChoice, type News } from "./notification-choice";
import { wordsOf } from "./words/choose-words";

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

function arrival(from: number, text: string, unread = true, marks: readonly MessageMark[] = []): SessionEvent {
  const base = { id: 1 as MessageId, contactId: from as ContactId, position: 1, sentAt: 0, arrivedAt: 0 };
  return { type: "message-added", message: { ...base, kind: "peer", text, level: "2.2", marks, unread } };
}

function delivered(messageId: number, delivery: Delivery): SessionEvent {
  return { type: "delivery-changed", contactId: 1 as ContactId, messageId: messageId as MessageId, delivery, attempts: 1 };
}

function conversation(change: Partial<Conversation>): SessionEvent {
  const row = { contactId: 1 as ContactId, lastActivity: 0, unread: 0, draft: "", failed: 0, held: 0, olderWaiting: 0 };
  return { type: "conversation-changed", conversation: { ...row, ...change } };
}

const HELD: Delivery = { status: "held", reason: { code: "key-changed" } };

interface Asked {
  readonly news: (...events: readonly SessionEvent[]) => News;
  readonly read: (events: readonly SessionEvent[]) => News["show"];
}

/** At 1000, in English. */
function choice(
  notifications: Settings["notifications"],
  contacts = [contact(1, "accepted", "Bob")],
  { hidden = false, ...settings }: Partial<Settings> & { readonly hidden?: boolean } = {},
): Asked {
  const snapshot = { contacts, conversations: [], settings: { ...DEFAULT_SETTINGS, ...settings, notifications } };
  const made = createNotificationChoice({ snapshot, now: () => 1000, words: () => wordsOf("en") });
  return { news: (...events) => made.read(events, hidden), read: (events) => made.read(events, hidden).show };
}

describe("a notification", () => {
  it.each([
    ["full", "Bob", "See you at 8"],
    ["sender", "Bob", "New message"],
    ["none", "Stamp", "New message"],
  ] as const)("at level %s is titled %s and says %s", (level, title, body) => {
    expect(choice(level).read([arrival(1, "See you at 8")])).toEqual([{ contactId: 1, title, body, silent: false, upTo: 1 }]);
  });

  it("says of a reply what is new in it, and of a mere quote all", () => {
    const body = (text: string) => choice("full").read([arrival(1, text)])[0]?.body;
    expect(body("> me@example.com:\n> When?\n\nAt 8")).toBe("At 8");
    expect(body("> When?")).toBe("› When?");
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
    expect(some.read([...events, arrival(1, "a")])).toMatchObject([{ contactId: 1, title: "Stamp", body: "New message" }]);
  });

  it("shortens a long text and holds no markup", () => {
    const body = choice("full").read([arrival(1, `<img src="x">${"y".repeat(500)}`)])[0]?.body ?? "";
    expect(body).not.toMatch(/[<>]/);
    expect(body.length).toBeLessThan(210);
  });

  it("counts what is unread in the conversation, not only what came at once", () => {
    const some = choice("sender");
    expect(some.read([arrival(1, "a"), conversation({ unread: 4 })])[0]?.body).toBe("4 new messages");
  });

  it.each([
    ["full", "Not encrypted: See you"],
    ["sender", "New message · Not encrypted"],
    ["none", "New message · Not encrypted"],
  ] as const)("at level %s says that a text came unencrypted", (level, body) => {
    for (const mark of ["plain-text", "not-encrypted"] as const) {
      expect(choice(level).read([arrival(1, "See you", true, [mark])])[0]?.body).toBe(body);
    }
  });

  it.each([
    ["a held text", [delivered(1, HELD)], "A message needs your decision"],
    ["several", [delivered(1, HELD), delivered(2, HELD)], "2 messages need your decision"],
    ["a failed one", [delivered(1, { status: "failed", reason: { code: "too-long" } })], "A message was not sent"],
    [
      "one whose end nobody knows",
      [delivered(1, { status: "failed", reason: { code: "outcome-unknown" } })],
      "No answer to a message. It may have arrived.",
    ],
    ["a text and a held one", [arrival(1, "Hi"), delivered(1, HELD)], "New message\nA message needs your decision"],
  ] as const)("tells of %s", (_what, events, body) => {
    expect(choice("sender").read(events)).toMatchObject([{ title: "Bob", body }]);
  });

  it("is not made for what goes well, nor for a hold that is over within the batch", () => {
    expect(choice("full").read([delivered(1, { status: "sent" })])).toEqual([]);
    expect(choice("full").read([delivered(1, HELD), delivered(1, { status: "queued" })])).toEqual([]);
  });

  it("is not made while nothing may disturb, and made again afterwards", () => {
    const some = choice("full", undefined, { doNotDisturb: true });
    expect(some.read([arrival(1, "a"), delivered(1, HELD)])).toEqual([]);
    expect(some.read([{ type: "settings-changed", settings: DEFAULT_SETTINGS }, arrival(1, "b")])).toHaveLength(1);
  });

  it.each([
    [999, 1],
    [1000, 1],
    [1001, 0],
    [FOR_EVER, 0],
  ])("of a conversation muted until %i is shown %i times at 1000", (mutedUntil, times) => {
    expect(choice("full").read([conversation({ mutedUntil, unread: 1 }), arrival(1, "a")])).toHaveLength(times);
  });

  it("is silent where the user wants no sound", () => {
    expect(choice("full", undefined, { notificationSound: false }).read([arrival(1, "a")])[0]?.silent).toBe(true);
  });

  it("says nothing of the content and offers nothing while that is locked away", () => {
    const shown = choice("full", undefined, { hidden: true }).read([arrival(1, "See you at 8")]);
    expect(shown).toEqual([{ contactId: 1, title: "Stamp", body: "New message", silent: false }]);
  });

  it("is withdrawn when its conversation was read or is gone", () => {
    expect(choice("full").news(conversation({ unread: 0 })).withdraw).toEqual([1]);
    expect(choice("full").news({ type: "conversation-removed", contactId: 1 as ContactId }).withdraw).toEqual([1]);
    expect(choice("full").news(arrival(1, "a"), conversation({ unread: 1 })).withdraw).toEqual([]);
  });
});
