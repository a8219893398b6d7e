import { describe, expect, it } from "vitest";
import type { Delivery, DeliveryStatus } from "../../shared/delivery";
import type { MessageId } from "../../shared/ids";
import { bob } from "../protocol/testing/people";
import { messageDetails } from "./message-details";
import { removeMessage, resend, resendAllFailed, SEND_AGAIN_AFTER_MS, sendNow, takeBack } from "./resend";
import { sendText } from "./send-text";
import { openDesk, type Desk } from "./testing/desk";
import { textIn } from "./testing/letters";
import { openSendingDesk } from "./testing/sending-desk";

const STATES: Readonly<Record<DeliveryStatus, Delivery>> = {
  queued: { status: "queued" },
  sending: { status: "sending" },
  retrying: { status: "retrying", at: 9e15, attempt: 2, reason: { code: "no-answer" } },
  held: { status: "held", reason: { code: "key-changed" } },
  sent: { status: "sent" },
  stored: { status: "stored" },
  failed: { status: "failed", reason: { code: "refused" } },
  delivered: { status: "delivered" },
  read: { status: "read" },
};

/** An own text in a state as the queue would have brought it there. */
function textThatIs(desk: Desk, status: DeliveryStatus): MessageId {
  const { id } = sendText(desk.context, desk.store.contacts.findByAddress(bob.address)?.id ?? desk.befriend(), status);
  const row = desk.store.outgoing.findForMessage(id)!;
  if (status !== "queued") desk.store.messages.countAttempt(id);
  desk.store.messages.setDelivery(id, STATES[status], { settledAt: desk.clock.now() });
  if (["queued", "sending", "retrying", "held"].includes(status)) desk.store.outgoing.setState(row.id, status as "queued", 9e15);
  else desk.store.outgoing.remove(row.id);
  return id;
}

describe("resending by hand", () => {
  it.each(["retrying", "held", "failed", "sent", "stored"] as const)("puts a text that is %s at the end of the queue, as new", (status) => {
    const desk = openDesk();
    const id = textThatIs(desk, status);
    const later = textThatIs(desk, "queued");
    const before = desk.store.messages.findOwn(id)!.facts;
    resend(desk.context, id);
    const row = desk.store.outgoing.findForMessage(id)!;
    expect(desk.text(id).delivery).toEqual({ status: "queued" });
    expect(row).toMatchObject({ state: "queued", sendAttempts: 0, final: undefined, resendTime: undefined });
    expect(row.id).toBeGreaterThan(desk.store.outgoing.findForMessage(later)!.id);
    expect(desk.store.messages.findOwn(id)!.facts).toMatchObject({ ampNonce: before.ampNonce, sequenceNumber: before.sequenceNumber });
  });

  it.each(["queued", "sending"] as const)("changes nothing for a text that is on its way: %s", (status) => {
    const desk = openDesk();
    const id = textThatIs(desk, status);
    const row = desk.store.outgoing.findForMessage(id);
    resend(desk.context, id);
    expect(desk.store.outgoing.findForMessage(id)).toEqual(row);
  });

  it.each(["delivered", "read"] as const)("is refused for a text that arrived: %s", (status) => {
    const desk = openDesk();
    const id = textThatIs(desk, status);
    expect(() => { resend(desk.context, id); }).toThrow("not-allowed-now");
  });

  it("twice is once", () => {
    const desk = openDesk();
    const id = textThatIs(desk, "failed");
    resend(desk.context, id);
    const row = desk.store.outgoing.findForMessage(id);
    resend(desk.context, id);
    expect(desk.store.outgoing.findForMessage(id)).toEqual(row);
  });

  it("of all failed texts keeps their order and takes no others", async () => {
    const desk = openSendingDesk();
    const ids = (["failed", "delivered", "failed", "failed"] as const).map((status) => textThatIs(desk, status));
    const contact = desk.text(ids[0]!).contactId;
    for (const [index, id] of ids.entries()) desk.store.db.prepare("UPDATE messages SET text = ? WHERE id = ?").run(String(index), id);
    resendAllFailed(desk.context, contact);
    desk.queue.wake(bob.address);
    for (const text of ["0", "2", "3"]) {
      const sending = await desk.sender.next();
      expect(await textIn(sending.body)).toBe(text);
      sending.answer({ type: "sent" });
    }
  });
});

describe("Send now", () => {
  it("makes a waiting retry due and keeps its place", () => {
    const desk = openDesk();
    const id = textThatIs(desk, "retrying");
    const row = desk.store.outgoing.findForMessage(id)!;
    sendNow(desk.context, id);
    expect(desk.store.outgoing.findForMessage(id)).toMatchObject({ id: row.id, state: "queued", resendTime: undefined });
  });

  it.each(["queued", "sending", "held", "sent", "failed", "read"] as const)("changes nothing for a text that is %s", (status) => {
    const desk = openDesk();
    const id = textThatIs(desk, status);
    sendNow(desk.context, id);
    expect(desk.text(id).delivery).toEqual(STATES[status]);
  });
});

describe("taking back", () => {
  it("deletes a text that was never attempted and gives its words back", () => {
    const desk = openDesk();
    const id = textThatIs(desk, "queued");
    expect(takeBack(desk.context, id)).toBe("queued");
    expect(desk.store.messages.find(id)).toBeUndefined();
    expect(desk.store.outgoing.lanes()).toEqual([]);
    expect(desk.events.at(-2)).toMatchObject({ type: "message-removed", messageId: id });
  });

  it.each(["sending", "retrying", "held", "sent", "failed", "delivered"] as const)("is refused once an attempt was made: %s", (status) => {
    const desk = openDesk();
    const id = textThatIs(desk, status);
    expect(() => takeBack(desk.context, id)).toThrow("not-allowed-now");
    expect(desk.text(id).text).toBe(status);
  });
});

describe("deleting", () => {
  it("takes the queue row along and counts the unread ones again", () => {
    const desk = openDesk();
    const id = textThatIs(desk, "retrying");
    const { contactId } = desk.text(id);
    desk.store.conversations.setUnread(contactId, 5);
    removeMessage(desk.context, id);
    expect(desk.store.outgoing.lanes()).toEqual([]);
    expect(desk.store.conversations.find(contactId)?.unread).toBe(0);
    expect(() => { removeMessage(desk.context, id); }).toThrow("unknown-message");
  });
});

describe("the details of a text", () => {
  it("offer Send again ten minutes after an answer without an ack", () => {
    const desk = openDesk();
    const [sent, stored, delivered] = (["sent", "stored", "delivered"] as const).map((status) => textThatIs(desk, status));
    const offered = () => [sent!, stored!, delivered!].map((id) => messageDetails(desk.context, id).sendAgainOffered);
    desk.clock.advance(SEND_AGAIN_AFTER_MS - 1);
    expect(offered()).toEqual([false, false, false]);
    desk.clock.advance(1);
    expect(offered()).toEqual([true, true, false]);
  });

  it("tell size, protocol, key, attempts and times", async () => {
    const desk = openSendingDesk();
    const id = desk.write(desk.befriend(), "žluťoučký kůň");
    expect(messageDetails(desk.context, id)).toEqual({
      message: desk.text(id),
      attempts: [],
      textBytes: 19,
      receiptsExpected: true,
      sendAgainOffered: false,
    });
    const sending = await desk.sender.next();
    sending.answer({ type: "sent" });
    await desk.reaches(id, "sent");
    expect(messageDetails(desk.context, id)).toMatchObject({
      attempts: [{ outcome: "sent" }],
      level: "2.2",
      stp: { type: 2, version: 3 },
      recipientKey: bob.identity.certificate.publicKey.spkiSha256,
      wireSize: sending.body.length,
    });
    expect(() => messageDetails(desk.context, 999 as MessageId)).toThrow("unknown-message");
  });
});
