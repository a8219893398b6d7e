import { describe, expect, it } from "vitest";
import { bob, mallory } from "../protocol/testing/people";
import { changed } from "../protocol/testing/messages";
import { GeneralMsgNotification } from "../../proto/generated/messages";
import { encodeText } from "../protocol/amp-text";
import { notificationSchema } from "../protocol/notification";
import { writeMessage } from "../protocol/wire-write";
import type { MessagingContext } from "./context";
import { AUTH_V2, seal, sealText } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";
import { WITHOUT_RECEIPTS } from "./testing/desk";

const T0 = 1_800_000_000_000;
const MINUTE = 60_000;

function newDesk() {
  const desk = openReceivingDesk();
  return { desk, contact: desk.befriend() };
}

async function takeAll(desk: ReceivingDesk, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) desk.receive(body);
  await desk.inbox.idle();
}

describe("an opened text", () => {
  it("is in the conversation with everything that is known of it", async () => {
    const { desk, contact } = newDesk();
    desk.clock.advance(5000);
    await desk.take(await sealText("hello", 7, { sentAt: T0 + 1000 }));
    expect(desk.peerTexts(contact)).toMatchObject([
      { text: "hello", sentAt: T0 + 1000, arrivedAt: T0 + 5000, level: "2.2", marks: [], unread: true },
    ]);
    expect(desk.store.conversations.find(contact)).toMatchObject({ unread: 1, lastActivity: T0 + 5000 });
    expect(desk.events.map(({ type }) => type)).toContain("message-added");
    expect(desk.owedTo(bob.address)).toBe(1);
  });

  it("of an app without receipts is not acknowledged and keeps the order of arrival", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, { capabilities: WITHOUT_RECEIPTS });
    await takeAll(desk, [await sealText("b", 1, { sequenceNumber: 5 }), await sealText("a", 2, { sequenceNumber: 4 })]);
    expect(desk.shown(contact)).toEqual(["b", "a"]);
    expect(desk.owedTo(bob.address)).toBe(0);
  });

  it("that was overtaken goes before the one that overtook it", async () => {
    const { desk, contact } = newDesk();
    await takeAll(desk, [await sealText("b", 1, { sequenceNumber: 5 }), await sealText("a", 2, { sequenceNumber: 4 })]);
    expect(desk.shown(contact)).toEqual(["a", "b"]);
  });

  it("raises the pin to the protocol that it proved, and never lowers it", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await sealText("2.1", 1, { stp: { type: 2, version: 2 } }));
    expect(desk.contact(contact).pin).toEqual({ level: "2.1", since: T0, by: "proved" });
    await desk.take(await sealText("2.2", 2));
    await desk.take(await sealText("2.0", 3, { stp: { type: 2, version: 1 } }));
    expect(desk.contact(contact).pin?.level).toBe("2.2");
    expect(desk.peerTexts(contact)[2]?.marks).toEqual(["time-not-authenticated"]);
  });

  it("that everybody could read is marked, and proves nothing", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await seal({ stp: AUTH_V2, amp: encodeText("postcard", 7) }));
    expect(desk.peerTexts(contact)).toMatchObject([{ text: "postcard", marks: ["not-encrypted"] }]);
    expect(desk.contact(contact).pin).toBeUndefined();
  });

  it("says that a clock is off when it came live, not when the server kept it", async () => {
    const { desk, contact } = newDesk();
    const times = [T0 - 2 * MINUTE, T0 - 2 * MINUTE - 1, T0 + 3 * MINUTE];
    for (const [index, sentAt] of times.entries()) await desk.take(await sealText(String(index), 10 + index, { sentAt, sequenceNumber: index }));
    await desk.take(await sealText("stored", 20, { sentAt: T0 - 24 * 3600_000, sequenceNumber: 9 }), { stored: true });
    expect(desk.peerTexts(contact).map(({ marks }) => marks)).toEqual([[], ["clock-differs"], ["clock-differs"], []]);
  });

  it("without a word is not shown and not acknowledged", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await sealText("", 7));
    expect(desk.messages(contact)).toEqual([]);
    expect(desk.owedTo(bob.address)).toBe(0);
    expect(desk.inboxRows()).toEqual([]);
  });
});

describe("a notification", () => {
  const ofType = (notifType: number) =>
    writeMessage(notificationSchema, GeneralMsgNotification, { notifType, nonce: 1 });
  const notification = (notifType: number): Promise<string> =>
    seal({ stp: AUTH_V2, amp: { type: 2, version: 1, payload: ofType(notifType) } });

  it("of a missed call is a line in the conversation", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await notification(1));
    expect(desk.messages(contact)).toMatchObject([{ kind: "note", note: { type: "missed-call" } }]);
    expect(desk.inboxRows()).toEqual([]);
  });

  it("that we do not act on is kept, logged by its type and not shown", async () => {
    const { desk, contact } = newDesk();
    const body = await notification(10);
    await desk.take(body);
    await desk.take(`${body}\r\n`);
    expect(desk.messages(contact)).toEqual([]);
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "quarantined", code: null }]);
    expect(desk.logged).toContainEqual({ event: "notification-kept-silent", type: 10 });
  });
});

describe("a copy of an opened text", () => {
  it.each([
    ["in another envelope", (body: string) => `[Offline message] ${body}`],
    ["with an unsigned field changed", (body: string) => changed(body, (fields) => ({ ...fields, certificateVersion: "x" }))],
  ])("shows nothing, is not acknowledged and leaves no line: %s", async (_what, mutate) => {
    const { desk, contact } = newDesk();
    const body = await sealText("hello", 7);
    await desk.take(body);
    desk.store.outgoing.removeNotifications(bob.address);
    const before = desk.messages(contact);
    expect(await desk.take(mutate(body))).toBe(200);
    expect(desk.messages(contact)).toEqual(before);
    expect(desk.owedTo(bob.address)).toBe(0);
    expect(desk.inboxRows()).toEqual([]);
    // Of the copies only the first is remembered: others cost an attacker nothing, and come to nothing each time.
    expect(desk.store.db.prepare("SELECT count(*) FROM raw_copies").pluck().get()).toBe(1);
    await desk.take(mutate(body));
    expect(desk.messages(contact)).toEqual(before);
  });

  it("is a copy also after the text was deleted", async () => {
    const { desk, contact } = newDesk();
    const body = await sealText("hello", 7);
    await desk.take(body);
    desk.store.messages.removeAll(contact);
    await desk.take(`${body}\r\n`);
    expect(desk.messages(contact)).toEqual([]);
  });

  it("made by the sender by hand is one bubble, and its ack goes again", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await sealText("hello", 7));
    desk.store.outgoing.removeNotifications(bob.address);
    await desk.take(await sealText("hello", 7));
    expect(desk.shown(contact)).toEqual(["hello"]);
    expect(desk.owedTo(bob.address)).toBe(1);
    expect(desk.store.messages.countUnread(contact)).toBe(1);
  });

  it("is no copy with the same nonce and other words", async () => {
    const { desk, contact } = newDesk();
    await takeAll(desk, [await sealText("one", 7, { sequenceNumber: 1 }), await sealText("two", 7, { sequenceNumber: 2 })]);
    expect(desk.shown(contact)).toEqual(["one", "two"]);
  });
});

describe("a backlog", () => {
  it("is written in pieces of a few milliseconds, in order, so that the window gets its turn", async () => {
    let transactions = 0;
    let now = T0;
    const change = ({ write, clock }: MessagingContext): Partial<MessagingContext> => ({
      // A slow disk: every look at the clock is ten milliseconds later.
      clock: { ...clock, now: () => (now += 10) },
      write: (work) => {
        transactions += 1;
        return write(work);
      },
    });
    const desk = openReceivingDesk({ change });
    const contact = desk.befriend(bob, { capabilities: WITHOUT_RECEIPTS });
    const bodies = await Promise.all(Array.from({ length: 8 }, (_, index) => sealText(String(index), index + 1, { sentAt: now })));
    for (const body of bodies) desk.receive(body);
    transactions = 0;
    await desk.inbox.idle();
    expect(transactions).toBeGreaterThan(2);
    expect(desk.shown(contact)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  });
});

describe("a fault of ours with one message", () => {
  it("does not stop the others, and keeps it for an app that does better", async () => {
    const { desk, contact } = newDesk();
    const insert = desk.store.messages.insertPeer;
    desk.store.messages.insertPeer = (text) => {
      if (text.text === "poison") throw new TypeError("a fault of ours");
      return insert(text);
    };
    await takeAll(desk, [await sealText("before", 1), await sealText("poison", 2), await sealText("after", 3, { sequenceNumber: 2 })]);
    expect(desk.shown(contact)).toEqual(["before", "after"]);
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "parked", code: "internal" }]);
    desk.store.messages.insertPeer = insert;
    desk.store.incoming.unparkAll();
    desk.inbox.wake();
    await desk.inbox.idle();
    expect(desk.shown(contact)).toContain("poison");
  });

  it("in the store is none of the message: it waits until the store works again", async () => {
    const disk = { broken: false };
    const change = ({ write }: MessagingContext): Partial<MessagingContext> => ({
      write: (work) => {
        if (disk.broken) throw Object.assign(new Error("disk full"), { code: "SQLITE_FULL" });
        return write(work);
      },
    });
    const desk = openReceivingDesk({ change });
    const contact = desk.befriend();
    desk.receive(await sealText("hello", 7));
    disk.broken = true;
    await desk.inbox.idle();
    expect(desk.inboxRows()).toMatchObject([{ state: "new", code: null }]);
    disk.broken = false;
    desk.clock.advance(5000);
    await desk.inbox.idle();
    expect(desk.shown(contact)).toEqual(["hello"]);
  });

  it("in the store half-way leaves no ack asleep to what was written before", async () => {
    let writesLeft = Infinity;
    let slow = 0;
    const change = ({ write, clock }: MessagingContext): Partial<MessagingContext> => ({
      // So slow that each message is a transaction of its own.
      clock: { ...clock, now: () => clock.now() + (slow += 10) },
      write: (work) => {
        if (writesLeft === 0) throw Object.assign(new Error("disk full"), { code: "SQLITE_FULL" });
        writesLeft -= 1;
        return write(work);
      },
    });
    const desk = openReceivingDesk({ change });
    desk.befriend();
    desk.befriend(mallory);
    const [one, two] = [await sealText("one", 7), await sealText("two", 8, { from: mallory })];
    // The first is a batch of its own; those that come while it is being read are one.
    desk.receive("unreadable");
    desk.receive(one);
    desk.receive(two, { from: mallory.address });
    writesLeft = 2;
    await desk.inbox.idle();
    expect(desk.inboxRows().filter(({ state }) => state === "new")).toMatchObject([{ sender: mallory.address }]);
    writesLeft = Infinity;
    desk.clock.advance(5000);
    await desk.inbox.idle();
    desk.clock.advance(500);
    const acks = [await desk.sender.next(), await desk.sender.next()];
    expect(acks.map(({ to }) => to).sort()).toEqual([bob.address, mallory.address].sort());
  });
});
