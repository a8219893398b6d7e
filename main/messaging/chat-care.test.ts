import { describe, expect, it } from "vitest";
import { FOR_EVER } from "../../shared/conversation";
import type { ContactId } from "../../shared/ids";
import { clearHistory, mute } from "./chat-care";
import { addNote } from "./notes";
import { sendText } from "./send-text";
import { sealText } from "./testing/letters";
import { openReceivingDesk } from "./testing/receiving-desk";

const NOBODY = 99 as ContactId;

describe("muting a conversation", () => {
  it("is kept and told, and can be taken back", () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    for (const until of [desk.clock.now() + 3_600_000, FOR_EVER, undefined]) {
      mute(desk.context, contact, until);
      expect(desk.store.conversations.find(contact)?.mutedUntil).toBe(until);
      expect(desk.events.at(-1)).toEqual({ type: "conversation-touched", contactId: contact });
    }
  });

  it("needs a contact", () => {
    const desk = openReceivingDesk();
    expect(() => { mute(desk.context, NOBODY, FOR_EVER); }).toThrow("unknown-contact");
  });
});

describe("deleting the history of a conversation", () => {
  it("takes its messages with what waits to be sent, and leaves contact, draft and memory of replays", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    const body = await sealText("hello", 7);
    await desk.take(body);
    sendText(desk.context, contact, "waits");
    desk.context.write((emit) => { addNote(desk.context, emit, contact, { type: "missed-call" }); });
    desk.store.conversations.setDraft(contact, "not sent yet");
    clearHistory(desk.context, contact);
    expect(desk.messages(contact)).toEqual([]);
    expect(desk.store.outgoing.lanes().filter(({ lane }) => lane === "text")).toEqual([]);
    expect(desk.store.conversations.find(contact)).toMatchObject({ unread: 0, draft: "not sent yet" });
    expect(desk.store.conversations.find(contact)?.lastMessage).toBeUndefined();
    expect(desk.events.slice(-2)).toEqual([
      { type: "messages-moved", contactId: contact },
      { type: "conversation-touched", contactId: contact },
    ]);
    await desk.take(await sealText("hello", 7));
    expect(desk.messages(contact)).toEqual([]);
  });

  it("needs a contact", () => {
    const desk = openReceivingDesk();
    expect(() => { clearHistory(desk.context, NOBODY); }).toThrow("unknown-contact");
  });
});
