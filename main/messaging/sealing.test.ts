import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../../shared/capability";
import { bob, mallory } from "../protocol/testing/people";
import { releaseHeld, resend } from "./resend";
import { textIn, unseal } from "./testing/letters";
import { openSendingDesk, type SendingDesk } from "./testing/sending-desk";
import { retrying } from "./testing/under-way";

const OLDER = ["3.1.2", "3.1.2.1"];

function learn(desk: SendingDesk, contact: ReturnType<SendingDesk["befriend"]>, strings: readonly string[]): void {
  desk.store.capabilities.insert(contact, { strings, carrier: "presence", since: desk.clock.now() });
}

function release(desk: SendingDesk, contact: ReturnType<SendingDesk["befriend"]>): void {
  desk.context.write((emit) => { releaseHeld(desk.context, emit, contact); });
  desk.queue.wake(desk.contact(contact).address);
}

describe("sealed bytes", () => {
  it("are thrown away when the key they were sealed to is not trusted any more", async () => {
    const { desk, id, sending } = await retrying();
    const { contactId } = desk.text(id);
    desk.context.trust.offer(contactId, mallory.identity.certificate, desk.clock.now());
    desk.clock.advance(1000);
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toEqual({ status: "held", reason: { code: "key-changed" } });
    expect(desk.sender.sendings).toHaveLength(1);
    expect(desk.store.outgoing.findForMessage(id)?.final).toBeUndefined();

    desk.context.trust.decide(contactId, mallory.identity.certificate.publicKey.spkiSha256, desk.clock.now());
    release(desk, contactId);
    const again = await desk.sender.next();
    expect(again.body).not.toBe(sending.body);
    expect(await textIn(again.body, { address: bob.address, identity: mallory.identity })).toBe("text");
  });

  it("are thrown away also when another key was accepted between two attempts", async () => {
    const { desk, id } = await retrying();
    const { contactId } = desk.text(id);
    const { spkiSha256 } = mallory.identity.certificate.publicKey;
    desk.context.trust.offer(contactId, mallory.identity.certificate, desk.clock.now());
    desk.context.trust.decide(contactId, spkiSha256, desk.clock.now());
    desk.clock.advance(1000);
    expect(await textIn((await desk.sender.next()).body, { address: bob.address, identity: mallory.identity })).toBe("text");
    expect(desk.store.messages.findOwn(id)?.facts.recipientKey).toBe(spkiSha256);
  });

  it("are made anew when a newer protocol became possible: the same text by nonce and number", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend(bob, { capabilities: OLDER });
    const id = desk.write(contact, "text");
    const first = await desk.sender.next();
    first.answer({ type: "retryable", reason: { code: "no-answer" } });
    await desk.reaches(id, "retrying");
    learn(desk, contact, OWN_CAPABILITIES);
    desk.clock.advance(1000);
    const second = await desk.sender.next();
    const [before, after] = await Promise.all([unseal(first.body), unseal(second.body)]);
    expect([before.opened.level, after.opened.level]).toEqual(["2.1", "2.2"]);
    expect(after.content).toEqual(before.content);
    expect(after.opened.sequenceNumber).toBe(before.opened.sequenceNumber);
    expect(after.opened.replayKey).not.toEqual(before.opened.replayKey);
    expect(desk.store.messages.findOwn(id)?.facts).toMatchObject({ level: "2.2", stp: { type: 2, version: 3 }, wireSize: second.body.length });
  });

  it("do not leave when the key changes or the contact is blocked while they are made", async () => {
    for (const [code, change] of [
      ["key-changed", (desk: SendingDesk, id: ReturnType<SendingDesk["befriend"]>) => desk.context.trust.offer(id, mallory.identity.certificate, 1)],
      ["blocked", (desk: SendingDesk, id: ReturnType<SendingDesk["befriend"]>) => { desk.store.contacts.setRelation(id, "blocked"); }],
    ] as const) {
      const desk = openSendingDesk();
      const contact = desk.befriend();
      const id = desk.write(contact, "text");
      change(desk, contact);
      await desk.reaches(id, "held");
      expect(desk.text(id)).toMatchObject({ delivery: { reason: { code } }, attempts: 0 });
      expect(desk.sender.sendings).toHaveLength(0);
    }
  });

  it("are new after a manual resend: another envelope around the same text", async () => {
    const { desk, id, sending } = await retrying();
    resend(desk.context, id);
    desk.queue.wake(bob.address);
    const again = await desk.sender.next();
    expect(again.body).not.toBe(sending.body);
    const [before, after] = await Promise.all([unseal(sending.body), unseal(again.body)]);
    expect(after.content).toEqual(before.content);
    expect(after.opened.sequenceNumber).toBe(before.opened.sequenceNumber);
    expect(after.opened.randomNonce).not.toBe(before.opened.randomNonce);
  });
});
