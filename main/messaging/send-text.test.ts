import { describe, expect, it } from "vitest";
import { StampError, type ErrorCode } from "../../shared/errors";
import type { ContactId } from "../../shared/ids";
import { bob, mallory } from "../protocol/testing/people";
import { sendText } from "./send-text";
import { openDesk } from "./testing/desk";

function codeOf(work: () => unknown): ErrorCode | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof StampError) return error.code;
    throw error;
  }
  return undefined;
}

describe("writing a text", () => {
  it("makes the message, its queue row and its announcement in one step, and clears the draft", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    desk.store.conversations.setDraft(contact, "hel");
    const message = sendText(desk.context, contact, "hello");
    expect(message).toMatchObject({ kind: "own", text: "hello", delivery: { status: "queued" }, attempts: 0 });
    expect(desk.store.outgoing.findForMessage(message.id)).toMatchObject({ state: "queued", receiver: bob.address });
    expect(desk.store.conversations.find(contact)).toMatchObject({ draft: "", lastMessage: message });
    expect(desk.events).toEqual([
      { type: "message-added", message },
      { type: "conversation-touched", contactId: contact },
    ]);
  });

  it("leaves nothing behind when it fails in the middle", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    desk.store.conversations.setDraft(contact, "kept");
    desk.store.outgoing.insert = () => { throw new Error("power cut"); };
    expect(() => sendText(desk.context, contact, "hello")).toThrow("power cut");
    expect(desk.messages(contact)).toEqual([]);
    expect(desk.store.conversations.find(contact)?.draft).toBe("kept");
    expect(desk.events).toEqual([]);
  });

  it("numbers the texts of each contact one by one and never gives a nonce twice", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    const other = desk.befriend(mallory);
    const nonces = [0, 7, 7, 0, 7, 8, 7];
    const uint32 = () => nonces.shift() ?? 99;
    const context = { ...desk.context, random: { ...desk.context.random, uint32 } };
    const facts = [contact, contact, other].map((id) => desk.store.messages.findOwn(sendText(context, id, "x").id)!.facts);
    expect(facts.map(({ ampNonce }) => ampNonce)).toEqual([7, 8, 7]);
    expect(facts.map(({ sequenceNumber }) => sequenceNumber)).toEqual([100, 101, 100]);
  });

  it("counts bytes, not characters, up to 16 KiB", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    expect(codeOf(() => sendText(desk.context, contact, "€".repeat(5461)))).toBeUndefined();
    expect(codeOf(() => sendText(desk.context, contact, "€".repeat(5462)))).toBe("text-too-long");
    expect(codeOf(() => sendText(desk.context, contact, "a".repeat(16_384)))).toBeUndefined();
  });

  it.each([
    ["nothing", "", "empty-text"],
    ["nothing but space", " \n\t ", "empty-text"],
  ] as const)("refuses %s", (_what, text, code) => {
    const desk = openDesk();
    const contact = desk.befriend();
    expect(codeOf(() => sendText(desk.context, contact, text))).toBe(code);
    expect(desk.messages(contact)).toEqual([]);
  });

  it("is for accepted contacts only", () => {
    for (const relation of ["request", "blocked", "none"] as const) {
      const desk = openDesk();
      const contact = desk.befriend(bob, { relation });
      expect(codeOf(() => sendText(desk.context, contact, "hello")), relation).toBe("not-allowed-now");
    }
    expect(codeOf(() => sendText(openDesk().context, 99 as ContactId, "hello"))).toBe("unknown-contact");
  });
});
