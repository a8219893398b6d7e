import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import { mallory } from "../protocol/testing/people";
import { markRead } from "./mark-read";
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
