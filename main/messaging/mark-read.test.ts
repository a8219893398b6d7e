import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import { bob, mallory } from "../protocol/testing/people";
import { markAllRead, markRead } from "./mark-read";
import { sealText } from "./testing/letters";
import { openReceivingDesk } from "./testing/receiving-desk";

describe("reading up to a message", () => {
  it("reads everything before it, and says how much is left", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    for (const nonce of [1, 2, 3]) await desk.take(await sealText(String(nonce), nonce, { sequenceNumber: nonce }));
    const ids = desk.peerTexts(contact).map(({ id }) => id);
    markRead(desk.context, contact, ids[1]!);
    expect(desk.peerTexts(contact).map(({ unread }) => unread)).toEqual([false, false, true]);
    expect(desk.store.conversations.find(contact)?.unread).toBe(1);
    expect(desk.events.at(-1)).toEqual({ type: "conversation-touched", contactId: contact });
  });

  it("needs a message of that conversation", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    const other = desk.befriend(mallory);
    await desk.take(await sealText("hello", 1));
    const [text] = desk.peerTexts(contact);
    expect(() => { markRead(desk.context, other, text!.id); }).toThrow("unknown-message");
    expect(() => { markRead(desk.context, contact, 99 as MessageId); }).toThrow("unknown-message");
    expect(() => { markRead(desk.context, 99 as ContactId, text!.id); }).toThrow("unknown-contact");
    expect(desk.peerTexts(contact)[0]?.unread).toBe(true);
  });
});

describe("reading everything", () => {
  it("reads the texts of contacts, owes them their acks, and leaves requests as they are", async () => {
    const desk = openReceivingDesk();
    const [contact, stranger] = [desk.befriend(), desk.befriend(mallory, { relation: "request" })];
    for (const nonce of [1, 2]) await desk.take(await sealText(String(nonce), nonce, { sequenceNumber: nonce }));
    await desk.take(await sealText("hi", 3, { from: mallory }), { from: mallory.address });
    const owed = desk.owedTo(bob.address);
    expect(markAllRead(desk.context)).toEqual([contact]);
    expect(desk.store.conversations.find(contact)?.unread).toBe(0);
    expect(desk.owedTo(bob.address)).toBe(owed + 1);
    expect(desk.store.conversations.find(stranger)?.unread).toBe(1);
    expect(desk.owedTo(mallory.address)).toBe(0);
    expect(markAllRead(desk.context)).toEqual([]);
  });

  it("tells nobody when read acks are off", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    desk.settings = { ...desk.settings, readReceipts: false };
    await desk.take(await sealText("hello", 1));
    const owed = desk.owedTo(bob.address);
    expect(markAllRead(desk.context)).toEqual([contact]);
    expect(desk.owedTo(bob.address)).toBe(owed);
  });
});
