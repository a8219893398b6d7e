import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message } from "../../shared/message";
import {
  abandonPage,
  applyToChat,
  EMPTY_WINDOW,
  expectPage,
  isStale,
  openWindow,
  takePage,
  trimToNewest,
  type ChatWindow,
} from "./chats";

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
  return takePage(expectPage(EMPTY_WINDOW), messages, true);
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
    const chat = takePage(expectPage(loaded(own(5))), [own(1), own(2)], false);
    expect(chat.order).toEqual([1, 2, 5]);
    expect(chat).toMatchObject({ changedAtStart: true, more: false });
  });

  it("does not undo what was told while it was on its way", () => {
    const asked = expectPage(loaded(own(5)));
    const told = added(delivered(asked, 5), own(6));
    const chat = takePage(told, [own(4), own(5)], true);
    expect(chat.order).toEqual([4, 5, 6]);
    expect(chat.byId[5 as MessageId]).toMatchObject({ delivery: { status: "delivered" } });
  });

  it("does not bring back a message that was removed meanwhile", () => {
    const asked = expectPage(loaded(own(5)));
    const told = applyToChat(asked, { type: "message-removed", contactId: CONTACT, messageId: 4 as MessageId });
    expect(takePage(told, [own(3), own(4)], true).order).toEqual([3, 5]);
  });

  it("that did not come leaves the window as it was", () => {
    const chat = loaded(own(1));
    expect(abandonPage(expectPage(chat))).toEqual(chat);
  });

  it("replaces everything when positions have changed", () => {
    const moved = applyToChat(loaded(own(1), own(2)), { type: "messages-moved", contactId: CONTACT });
    expect(isStale(moved)).toBe(true);
    const chat = takePage(expectPage(moved), [own(2, 5), own(1, 15)], false);
    expect(chat.order).toEqual([2, 1]);
    expect(isStale(chat)).toBe(false);
  });
});

describe("a window that is kept", () => {
  it("lets go of the oldest and knows that there is more", () => {
    const chat = trimToNewest({ ...loaded(own(1), own(2), own(3)), more: false }, 2);
    expect(chat.order).toEqual([2, 3]);
    expect(Object.keys(chat.byId)).toEqual(["2", "3"]);
    expect(chat).toMatchObject({ more: true, changedAtStart: true });
  });

  it("is not cut while a page is on its way", () => {
    const chat = expectPage(loaded(own(1), own(2), own(3)));
    expect(trimToNewest(chat, 2)).toBe(chat);
  });

  it("remembers where the unread texts began when it was opened, until it is opened again", () => {
    const chat = loaded(own(1), peer(2, true), peer(3, true));
    expect(chat.unreadFrom).toBe(2);
    const read = [2, 3].reduce(
      (now, id) => applyToChat(now, { type: "message-changed", message: peer(id, false) }),
      chat,
    );
    expect(read.unreadFrom).toBe(2);
    expect(openWindow(read).unreadFrom).toBeUndefined();
  });

  it("does not take texts for unread that were read since they came", () => {
    const kept = loaded(own(1), peer(2, true), peer(3, true), peer(4, true));
    expect([0, 1, 2, 3, 4].map((unread) => openWindow(kept, unread).unreadFrom)).toEqual([undefined, 4, 3, 2, 2]);
  });
});
