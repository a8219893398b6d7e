import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import { alice, bob, mallory } from "../protocol/testing/people";
import { encodeDeliveryAck, encodeReadAck, readNotification } from "../protocol/notification";
import { sendText } from "./send-text";
import { forgedAcks, type AckTargets } from "./testing/forged-acks";
import { AUTH_V2, seal, sealText, unseal } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";

const SENT = { type: "sent" } as const;

const nonceOf = (desk: ReceivingDesk, id: MessageId): number => desk.store.messages.findOwn(id)!.facts.ampNonce;

async function sentText(desk: ReceivingDesk, contact: ContactId): Promise<MessageId> {
  const id = desk.write(contact, "text");
  (await desk.sender.next()).answer(SENT);
  await desk.reaches(id, "sent");
  return id;
}

/** Texts of every kind that an ack may name, an ack of ours among them, and what all of them are now. */
async function attackedDesk() {
  const desk = openReceivingDesk();
  const [toBob, toMallory] = [desk.befriend(bob), desk.befriend(mallory)];
  const [sent, toOther] = [await sentText(desk, toBob), await sentText(desk, toMallory)];
  await desk.take(await sealText("hello", 7));
  desk.clock.advance(500);
  const ack = await desk.sender.next();
  ack.answer(SENT);
  const { opened } = await unseal(ack.body);
  const nonceOfAck = readNotification(opened.amp.payload).nonce!;
  desk.queue.setConnected(false);
  const waiting = desk.write(toBob, "still here");
  const targets: AckTargets = {
    me: alice,
    peer: bob,
    other: mallory,
    nonces: { sent: nonceOf(desk, sent), waiting: nonceOf(desk, waiting), toOther: nonceOf(desk, toOther), ack: nonceOfAck, unknown: 99_999 },
  };
  return { desk, targets, states: () => [sent, toOther, waiting].map((id) => desk.text(id).delivery) };
}

describe("a forged ack", () => {
  it("changes no text, whatever it names and whoever made it", async () => {
    const { desk, targets, states } = await attackedDesk();
    const before = states();
    const forged = await forgedAcks(targets);
    for (const { name, from, body } of forged) {
      await desk.take(body, { from });
      expect(states(), name).toEqual(before);
    }
    expect(forged).toHaveLength(48);
    await desk.take(await seal({ stp: AUTH_V2, amp: encodeDeliveryAck([targets.nonces.sent]) }));
    expect(states()).toEqual([{ status: "delivered" }, ...before.slice(1)]);
  });
});

describe("an ack", () => {
  it("concerns the text to its signer, when a text to somebody else has the same nonce", async () => {
    const desk = openReceivingDesk();
    const contacts = [desk.befriend(bob), desk.befriend(mallory)];
    const random = { uint32: () => 7, fraction: () => 0.5 };
    const ids = contacts.map((contact) => sendText({ ...desk.context, random }, contact, "text").id);
    for (const { address } of [bob, mallory]) {
      desk.queue.wake(address);
      (await desk.sender.next()).answer(SENT);
    }
    for (const id of ids) await desk.reaches(id, "sent");
    await desk.take(await seal({ from: mallory, stp: AUTH_V2, amp: encodeReadAck([7], 5) }), { from: mallory.address });
    expect(ids.map((id) => desk.text(id).delivery.status)).toEqual(["sent", "read"]);
  });

  it.each([
    ["delivery", "delivered", encodeDeliveryAck],
    ["reading", "read", (nonces: readonly number[]) => encodeReadAck(nonces, 5)],
  ] as const)("of %s counts once: a copy of it does not even change the time", async (_kind, status, encode) => {
    const desk = openReceivingDesk();
    const id = await sentText(desk, desk.befriend(bob));
    const nonce = nonceOf(desk, id);
    const amp = encode([nonce]);
    await desk.take(await seal({ stp: AUTH_V2, amp }));
    const after = desk.store.messages.findOwn(id);
    expect(after?.message.delivery).toEqual({ status });
    desk.clock.advance(60_000);
    const again = await seal({ stp: AUTH_V2, amp });
    await desk.take(again);
    await desk.take(`${again}\n`);
    expect(desk.store.messages.findOwn(id)).toEqual(after);
  });
});
