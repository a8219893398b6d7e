import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message } from "../../shared/message";
import { abandonPage, expectPage, retainChats, takePage, trimWindow } from "./chat-pages";
import { applyToChat, EMPTY_WINDOW, isStale, missesUnread, openWindow, type ChatWindow } from "./chats";

const CONTACT = 7 as ContactId;

function own(id: number, position = id * 10): Message {
  return {
    id: id as MessageId,
    contactId: CONTACT,
    position,
    sentAt: position,
    arrivedAt: position,
    kind: "own",
    text: `text ${id}`,
    delivery: { status: "queued" },
    attempts: 0,
    marks: [],
  };
}

function peer(id: number, unread: boolean): Message {
  const { id: sameId, contactId, position, sentAt, arrivedAt } = own(id);
  return { id: sameId, contactId, position, sentAt, arrivedAt, kind: "peer", text: "", level: "2.2", marks: [], unread };
}

function loaded(...messages: readonly Message[]): ChatWindow {
  return takePage(expectPage(EMPTY_WINDOW), { messages, older: true, newer: false }, "whole");
}

function added(chat: ChatWindow, message: Message): ChatWindow {
  return applyToChat(chat, { type: "message-added", message });
}

function delivered(chat: ChatWindow, id: number): ChatWindow {
  return applyToChat(chat, {
    type: "delivery-changed",
    contactId: CONTACT,
    messageId: id as MessageId,
    delivery: { status: "delivered" },
    attempts: 1,
  });
}

describe("a chat's window", () => {
  it("puts a message at its position, not at the end", () => {
    expect(added(loaded(own(1), own(3)), own(2)).order).toEqual([1, 2, 3]);
  });

  it("shows a message once, however often it is told", () => {
    expect(added(added(loaded(own(1)), own(2)), own(2)).order).toEqual([1, 2]);
  });

  it("leaves a message older than all it has to the page it belongs to", () => {
    expect(added(loaded(own(5)), own(1)).order).toEqual([5]);
  });

  it("changes one message without touching the others or the order", () => {
    const before = loaded(own(1), own(2));
    const after = delivered(before, 2);
    expect(after.order).toBe(before.order);
    expect(after.byId[1 as MessageId]).toBe(before.byId[1 as MessageId]);
    expect(after.byId[2 as MessageId]).toMatchObject({ delivery: { status: "delivered" }, attempts: 1 });
  });

  it("ignores a delivery of a message it does not have", () => {
    const chat = loaded(own(1));
    expect(delivered(chat, 9)).toBe(chat);
  });
});

describe("a page", () => {
  it("goes before what is there, and the window says that it grew at its start", () => {
    const chat = takePage(expectPage(loaded(own(5))), { messages: [own(1), own(2)], older: false, newer: true }, "before");
    expect(chat.order).toEqual([1, 2, 5]);
    expect(chat).toMatchObject({ changedAtStart: true, older: false, newer: false });
  });

  it("does not undo what was told while it was on its way", () => {
    const asked = expectPage(loaded(own(5)));
    const told = added(delivered(asked, 5), own(6));
    const chat = takePage(told, { messages: [own(4), own(5)], older: true, newer: true }, "before");
    expect(chat.order).toEqual([4, 5, 6]);
    expect(chat.byId[5 as MessageId]).toMatchObject({ delivery: { status: "delivered" } });
  });

  it("does not bring back a message that was removed meanwhile", () => {
    const asked = expectPage(loaded(own(5)));
    const told = applyToChat(asked, { type: "message-removed", contactId: CONTACT, messageId: 4 as MessageId });
    expect(takePage(told, { messages: [own(3), own(4)], older: true, newer: true }, "before").order).toEqual([3, 5]);
  });

  it("that did not come leaves the window as it was", () => {
    const chat = loaded(own(1));
    expect(abandonPage(expectPage(chat))).toEqual(chat);
  });

  it("replaces everything when positions have changed", () => {
    const moved = applyToChat(loaded(own(1), own(2)), { type: "messages-moved", contactId: CONTACT });
    expect(isStale(moved)).toBe(true);
    const chat = takePage(expectPage(moved), { messages: [own(2, 5), own(1, 15)], older: false, newer: false }, "before");
    expect(chat.order).toEqual([2, 1]);
    expect(isStale(chat)).toBe(false);
  });
});

describe("a window that is kept", () => {
  it("lets go of the oldest and knows that there is more", () => {
    const chat = trimWindow({ ...loaded(own(1), own(2), own(3)), older: false }, "oldest", 2);
    expect(chat.order).toEqual([2, 3]);
    expect(Object.keys(chat.byId)).toEqual(["2", "3"]);
    expect(chat).toMatchObject({ older: true, newer: false, changedAtStart: true });
  });

  it("lets go of the newest when its reader is far above them, and then takes in nothing that arrives", () => {
    const chat = trimWindow(loaded(own(1), own(2), own(3)), "newest", 2);
    expect(chat.order).toEqual([1, 2]);
    expect(chat).toMatchObject({ newer: true, changedAtStart: false });
    expect(added(chat, own(4)).order).toEqual([1, 2]);
  });

  it("keeps what is around its reader's place when another chat is opened, else the newest", () => {
    const messages = Array.from({ length: 100 }, (_, index) => own(index + 1));
    const reading = { ...loaded(...messages), place: { id: 50 as MessageId, offset: 0 } };
    const other = 8 as ContactId;
    const kept = retainChats({ [CONTACT]: reading, [other]: loaded(...messages) }, [9 as ContactId, CONTACT, other]);
    expect([kept[CONTACT]?.order[0], kept[CONTACT]?.order.at(-1)]).toEqual([30, 89]);
    expect(kept[CONTACT]).toMatchObject({ older: true, newer: true });
    expect([kept[other]?.order[0], kept[other]?.order.at(-1)]).toEqual([41, 100]);
  });

  it("knows that it cannot show where the unread texts begin", () => {
    const chat = loaded(own(1), peer(2, true), peer(3, true));
    expect([0, 1, 2, 3].map((unread) => missesUnread(chat, unread))).toEqual([false, false, false, true]);
    expect(missesUnread({ ...chat, newer: true }, 1)).toBe(true);
  });

  it("is not cut while a page is on its way", () => {
    const chat = expectPage(loaded(own(1), own(2), own(3)));
    expect(trimWindow(chat, "oldest", 2)).toBe(chat);
  });

  it("remembers where the unread texts began when it was opened, until it is opened again", () => {
    const chat = loaded(own(1), peer(2, true), peer(3, true));
    expect(chat.unreadFrom).toBe(2);
    const read = applyToChat(chat, { type: "messages-read", contactId: CONTACT, from: 0, to: 30 });
    expect(read.byId[3 as MessageId]).toMatchObject({ unread: false });
    expect(read.unreadFrom).toBe(2);
    expect(openWindow(read).unreadFrom).toBeUndefined();
  });

  it("does not take texts for unread that were read since they came", () => {
    const kept = loaded(own(1), peer(2, true), peer(3, true), peer(4, true));
    expect([0, 1, 2, 3, 4].map((unread) => openWindow(kept, unread).unreadFrom)).toEqual([undefined, 4, 3, 2, 2]);
  });
});
