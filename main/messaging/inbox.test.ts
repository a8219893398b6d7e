import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { bob, mallory } from "../protocol/testing/people";
import { changed, flip } from "../protocol/testing/messages";
import { encodeText } from "../protocol/amp-text";
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
});

describe("a message that is not what it says", () => {
  it.each([
    ["bad-mac", (body: string) => changed(body, (fields) => ({ ...fields, hmac: flip(fields.hmac!, 3) }))],
    ["malformed-base64", (body: string) => `${body}!`],
    ["bad-key-block", (body: string) => changed(body, (fields) => ({ ...fields, eAsymBlock: flip(fields.eAsymBlock!, 3) }))],
    ["virtual-field-on-wire", (body: string) => changed(body, (fields) => ({ ...fields, encKey: Uint8Array.of(1) }))],
  ])("is put away with one line and no answer to the sender: %s", async (code, forge) => {
    const { desk, contact } = newDesk();
    expect(await desk.take(forge(await sealText("hello", 7)))).toBe(200);
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "quarantined", code }]);
    expect(desk.messages(contact)).toMatchObject([{ kind: "note", note: { type: "unverified", count: 1 } }]);
    expect(desk.owedTo(bob.address)).toBe(0);
    expect(desk.sender.sendings).toEqual([]);
  });

  it("from a stranger leaves no trace for the user", async () => {
    const { desk } = newDesk();
    await desk.take("AAAA", { from: "eve@example.com" as Address });
    expect(desk.store.contacts.findByAddress("eve@example.com" as Address)).toBeUndefined();
    expect(desk.inboxRows()).toMatchObject([{ state: "quarantined" }]);
  });

  it("is counted in one line a minute, whatever else comes between", async () => {
    const { desk, contact } = newDesk();
    for (let n = 0; n < 3; n += 1) {
      await desk.take(`forged ${String(n)}`);
      await desk.take(await sealText(`true ${String(n)}`, 50 + n, { sequenceNumber: n }));
      desk.clock.advance(20_000);
    }
    const notes = () => desk.messages(contact).flatMap((message) => (message.kind === "note" ? [message.note] : []));
    expect(notes()).toEqual([{ type: "unverified", count: 3 }]);
    expect(desk.events.filter(({ type }) => type === "message-changed")).toHaveLength(2);
    desk.clock.advance(1);
    await desk.take("forged again");
    expect(notes()).toEqual([{ type: "unverified", count: 3 }, { type: "unverified", count: 1 }]);
  });

  it("fills neither the disk nor the conversation: 500 are kept of a sender", async () => {
    const { desk, contact } = newDesk();
    await takeAll(desk, Array.from({ length: 520 }, (_, index) => `forged ${String(index)}`));
    expect(desk.store.incoming.count("quarantined", bob.address)).toBe(500);
    expect(desk.messages(contact)).toMatchObject([{ note: { type: "unverified", count: 520 } }]);
  });

  it("signed by somebody else is not shown as the contact's", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await sealText("it is me, Bob", 7, { from: { address: bob.address, identity: mallory.identity } }));
    expect(desk.shown(contact)).toEqual([]);
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "parked", code: "bad-signature" }]);
    expect(desk.messages(contact)).toMatchObject([{ note: { type: "unverified" } }]);
  });

  it("and claims another sender than the network told is put away", async () => {
    const { desk, contact } = newDesk();
    desk.befriend(mallory);
    await desk.take(await sealText("hello", 7), { from: mallory.address });
    expect(desk.inboxRows()).toEqual([{ sender: mallory.address, state: "quarantined", code: "sender-mismatch" }]);
    expect(desk.shown(contact)).toEqual([]);
  });
});
