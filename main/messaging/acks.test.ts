import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import { bob } from "../protocol/testing/people";
import { decodeNotification, encodeDeliveryAck, encodeReadAck } from "../protocol/notification";
import { enqueueAck, type AckKind } from "./acks";
import { markRead } from "./mark-read";
import { accept } from "./relations";
import { turns, WITHOUT_RECEIPTS, type FriendOptions } from "./testing/desk";
import { AUTH_V2, cryptoDone, seal, sealText, unseal } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";

const SENT = { type: "sent" } as const;

function deskWith(options: FriendOptions = {}) {
  const desk = openReceivingDesk();
  return { desk, contact: desk.befriend(bob, options) };
}

/** Nonces that the waiting acks of a kind name, ack by ack. */
function waiting({ store }: ReceivingDesk, kind: AckKind): (readonly number[])[] {
  return [...store.outgoing.openNotifications(bob.address)].reverse().flatMap(({ ampVersion, payload }) => {
    const content = decodeNotification(ampVersion, payload);
    return content.type === kind ? [content.nonces] : [];
  });
}

const nonceOf = (desk: ReceivingDesk, id: MessageId): number => desk.store.messages.findOwn(id)!.facts.ampNonce;

/** An own text to Bob that the server answered with 200. */
async function sentText(desk: ReceivingDesk, contact: ContactId): Promise<MessageId> {
  const id = desk.write(contact, "text");
  (await desk.sender.next()).answer(SENT);
  await desk.reaches(id, "sent");
  return id;
}

const ackFrom = (who: typeof bob, amp: ReturnType<typeof encodeDeliveryAck>): Promise<string> =>
  seal({ from: who, stp: AUTH_V2, amp });

describe("acks that we owe", () => {
  it("are gathered for half a second into one per kind", async () => {
    const { desk, contact } = deskWith();
    for (const nonce of [1, 2, 3]) await desk.take(await sealText(String(nonce), nonce, { sequenceNumber: nonce }));
    markRead(desk.context, contact, desk.peerTexts(contact)[2]!.id);
    desk.queue.wake(bob.address);
    expect(waiting(desk, "delivery-ack")).toEqual([[1, 2, 3]]);
    expect(waiting(desk, "read-ack")).toEqual([[1, 2, 3]]);
    desk.clock.advance(499);
    await cryptoDone();
    expect(desk.sender.sendings).toHaveLength(0);
    desk.clock.advance(1);
    const first = await desk.sender.next();
    first.answer(SENT);
    const second = await desk.sender.next();
    const contents = (await Promise.all([unseal(first.body), unseal(second.body)])).map(({ content }) => content);
    expect(contents).toMatchObject([
      { type: "delivery-ack", nonces: [1, 2, 3] },
      { type: "read-ack", nonces: [1, 2, 3], timestamp: desk.clock.now() - 500 },
    ]);
  });

  it("name at most 200 texts each, every one once", () => {
    const { desk, contact } = deskWith();
    const row = desk.contact(contact);
    const nonces = Array.from({ length: 450 }, (_, index) => index + 1);
    enqueueAck(desk.context, row, "delivery-ack", nonces.slice(0, 150));
    enqueueAck(desk.context, row, "delivery-ack", nonces.slice(100, 300));
    enqueueAck(desk.context, row, "delivery-ack", nonces.slice(300));
    const acks = waiting(desk, "delivery-ack");
    expect(Math.max(...acks.map(({ length }) => length))).toBe(200);
    expect(acks.flat().sort((a, b) => a - b)).toEqual(nonces);
    const times = [...desk.store.outgoing.openNotifications(bob.address)].reverse().map(({ resendTime }) => resendTime);
    expect(times).toEqual([undefined, undefined, desk.clock.now() + 500]);
  });

  it("lose nothing that is added while the ack is being sealed", async () => {
    const { desk, contact } = deskWith();
    const row = desk.contact(contact);
    enqueueAck(desk.context, row, "delivery-ack", [1]);
    desk.queue.wake(bob.address);
    desk.clock.advance(500);
    enqueueAck(desk.context, row, "delivery-ack", [2]);
    const first = await desk.sender.next();
    first.answer(SENT);
    await turns();
    const named = [];
    for (const { body } of desk.sender.sendings) {
      const { content } = await unseal(body);
      if (content.type === "delivery-ack") named.push(...content.nonces);
    }
    named.push(...waiting(desk, "delivery-ack").flat());
    expect(named).toEqual([1, 2]);
  });

  it("start a new ack once the last one left", async () => {
    const { desk, contact } = deskWith();
    const row = desk.contact(contact);
    enqueueAck(desk.context, row, "delivery-ack", [1]);
    desk.queue.wake(bob.address);
    desk.clock.advance(500);
    await desk.sender.next();
    enqueueAck(desk.context, row, "delivery-ack", [2]);
    expect(waiting(desk, "delivery-ack")).toEqual([[2]]);
  });

  it.each<[string, FriendOptions]>([
    ["a stranger", { relation: "request" }],
    ["a blocked contact", { relation: "blocked" }],
    ["a removed contact", { relation: "none" }],
    ["an app of which nothing is known", { capabilities: [] }],
  ])("are not owed to %s", (_who, options) => {
    const { desk, contact } = deskWith(options);
    enqueueAck(desk.context, desk.contact(contact), "delivery-ack", [1]);
    enqueueAck(desk.context, desk.contact(contact), "read-ack", [1]);
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });

  it("of reading go to apps without delivery acks as well", async () => {
    const { desk, contact } = deskWith({ capabilities: WITHOUT_RECEIPTS });
    await desk.take(await sealText("hello", 7));
    markRead(desk.context, contact, desk.peerTexts(contact)[0]!.id);
    expect([waiting(desk, "delivery-ack"), waiting(desk, "read-ack")]).toEqual([[], [[7]]]);
  });

  it("of reading are not sent while read receipts are off, delivery acks are", async () => {
    const { desk, contact } = deskWith();
    desk.settings = { ...desk.settings, readReceipts: false };
    await desk.take(await sealText("hello", 7));
    markRead(desk.context, contact, desk.peerTexts(contact)[0]!.id);
    expect([waiting(desk, "delivery-ack"), waiting(desk, "read-ack")]).toEqual([[[7]], []]);
    expect(desk.store.messages.countUnread(contact)).toBe(0);
  });

  it("of reading that still wait do not leave once read receipts are off", async () => {
    const { desk, contact } = deskWith();
    await desk.take(await sealText("hello", 7));
    markRead(desk.context, contact, desk.peerTexts(contact)[0]!.id);
    desk.queue.wake(bob.address);
    desk.settings = { ...desk.settings, readReceipts: false };
    desk.clock.advance(500);
    const sending = await desk.sender.next();
    expect((await unseal(sending.body)).content).toMatchObject({ type: "delivery-ack" });
    sending.answer(SENT);
    await cryptoDone();
    expect(desk.sender.sendings).toHaveLength(1);
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });

  it("are sent once, however often a text is read or its sender accepted", async () => {
    const { desk, contact } = deskWith();
    await desk.take(await sealText("hello", 7));
    const [text] = desk.peerTexts(contact);
    markRead(desk.context, contact, text!.id);
    desk.store.outgoing.removeNotifications(bob.address);
    markRead(desk.context, contact, text!.id);
    accept(desk.context, contact);
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });

  it("are never owed for an ack or another notification", async () => {
    const { desk } = deskWith();
    await desk.take(await ackFrom(bob, encodeDeliveryAck([1])));
    await desk.take(await ackFrom(bob, encodeReadAck([1], 5)));
    expect(desk.store.outgoing.lanes()).toEqual([]);
    expect(desk.inboxRows()).toEqual([]);
  });
});

describe("acks that we get", () => {
  it("make a text delivered, then read, and not the other way round", async () => {
    const { desk, contact } = deskWith();
    const id = await sentText(desk, contact);
    const nonce = nonceOf(desk, id);
    await desk.take(await ackFrom(bob, encodeDeliveryAck([nonce])));
    expect(desk.text(id).delivery.status).toBe("delivered");
    await desk.take(await ackFrom(bob, encodeReadAck([nonce], 5)));
    expect(desk.text(id).delivery.status).toBe("read");
    await desk.take(await ackFrom(bob, encodeDeliveryAck([nonce])));
    expect(desk.text(id).delivery.status).toBe("read");
    expect(desk.store.messages.findOwn(id)?.facts).toMatchObject({ deliveredAt: desk.clock.now(), readAt: desk.clock.now() });
  });

  it("let the next text go when they come before the answer", async () => {
    const { desk, contact } = deskWith();
    const id = desk.write(contact, "first");
    const sending = await desk.sender.next();
    sending.answer({ type: "retryable", reason: { code: "no-answer" } });
    await desk.reaches(id, "retrying");
    desk.write(contact, "second");
    await desk.take(await ackFrom(bob, encodeDeliveryAck([nonceOf(desk, id)])));
    expect(desk.text(id).delivery.status).toBe("delivered");
    expect((await unseal((await desk.sender.next()).body)).content).toMatchObject({ text: "second" });
  });

  it("of reading tell only of delivery while read receipts are off", async () => {
    const { desk, contact } = deskWith();
    const id = await sentText(desk, contact);
    desk.settings = { ...desk.settings, readReceipts: false };
    await desk.take(await ackFrom(bob, encodeReadAck([nonceOf(desk, id)], 5)));
    expect(desk.text(id).delivery.status).toBe("delivered");
  });

  it("prove with their signature what the contact's app can do", async () => {
    const { desk, contact } = deskWith();
    await desk.take(await ackFrom(bob, encodeDeliveryAck([1])));
    expect(desk.contact(contact).pin).toMatchObject({ level: "2.2", by: "proved" });
  });
});
