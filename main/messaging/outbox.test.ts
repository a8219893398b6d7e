import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../../shared/capability";
import type { Address } from "../../shared/ids";
import { parseCertificate } from "../crypto/certificate";
import { evenKey } from "../crypto/testing/keys";
import { withKey } from "../crypto/testing/slow-key";
import { lowerPin } from "../contacts/capability-knowledge";
import { alice, bob, mallory } from "../protocol/testing/people";
import { enqueueAck } from "./acks";
import { PRESENCE_WAIT } from "./outbox";
import { releaseHeld } from "./resend";
import { turns, WITHOUT_RECEIPTS } from "./testing/desk";
import { cryptoDone, textIn, unseal } from "./testing/letters";
import { openSendingDesk, type SendingDesk } from "./testing/sending-desk";

const SENT = { type: "sent" } as const;
const OLDER = ["3.1.2", "3.1.2.1"];

function learn(desk: SendingDesk, contact: ReturnType<SendingDesk["befriend"]>, strings: readonly string[]): void {
  desk.store.capabilities.insert(contact, { strings, carrier: "presence", since: desk.clock.now() });
}

function release(desk: SendingDesk, contact: ReturnType<SendingDesk["befriend"]>): void {
  desk.context.write((emit) => { releaseHeld(desk.context, emit, contact); });
  desk.queue.wake(desk.contact(contact).address);
}

describe("a text is held", () => {
  it("below the protocol that the contact proved, until the user lowers it", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend(bob, { capabilities: OLDER, pin: { level: "2.2", since: 1, by: "proved" } });
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toEqual({
      status: "held",
      reason: { code: "below-pin", offered: "2.1", pinned: "2.2" },
    });
    expect(desk.sender.sendings).toHaveLength(0);
    lowerPin(desk.store, contact, "2.1", desk.clock.now());
    release(desk, contact);
    expect((await unseal((await desk.sender.next()).body)).opened.level).toBe("2.1");
  });

  it("for a blocked contact", async () => {
    const desk = openSendingDesk({ connected: false });
    const contact = desk.befriend();
    const id = desk.write(contact, "text");
    desk.store.contacts.setRelation(contact, "blocked");
    desk.queue.setConnected(true);
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toMatchObject({ reason: { code: "blocked" } });
  });

  it("for a contact of whose app nothing is known and who is not there", async () => {
    const desk = openSendingDesk();
    const id = desk.write(desk.befriend(bob, { capabilities: [] }), "text");
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toMatchObject({ reason: { code: "capability-unknown" } });
  });

  it("in its old place: released, it goes before those written later", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend(bob, { capabilities: OLDER, pin: { level: "2.2", since: 1, by: "proved" } });
    const held = ["one", "two"].map((text) => desk.write(contact, text));
    await desk.reaches(held[1]!, "held");
    desk.queue.setConnected(false);
    desk.write(contact, "three");
    learn(desk, contact, OWN_CAPABILITIES);
    release(desk, contact);
    desk.queue.setConnected(true);
    for (const text of ["one", "two", "three"]) {
      const sending = await desk.sender.next();
      expect(await textIn(sending.body)).toBe(text);
      sending.answer(SENT);
    }
  });
});

describe("a text waits in the queue", () => {
  it("while the contact's certificate is unknown, and goes when it comes", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend(bob, { withoutKey: true });
    const id = desk.write(contact, "text");
    await cryptoDone();
    desk.clock.advance(3600_000);
    await turns();
    expect(desk.text(id).delivery.status).toBe("queued");
    desk.context.trust.offer(contact, bob.identity.certificate, desk.clock.now());
    desk.queue.wake(bob.address);
    expect(await textIn((await desk.sender.next()).body)).toBe("text");
  });

  it("at most ten seconds for the capabilities of a contact who is there", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend(bob, { capabilities: [] });
    desk.context.presence.update(bob.address, "online", desk.clock.now());
    const id = desk.write(contact, "text");
    await turns();
    expect(desk.text(id).delivery.status).toBe("queued");
    desk.clock.advance(4000);
    desk.clock.setBy(-3600_000);
    desk.queue.wake(bob.address);
    await turns();
    desk.clock.advance(PRESENCE_WAIT);
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toMatchObject({ reason: { code: "capability-unknown" } });
  });

  it("not for capabilities when a message already proved what the contact's app can do", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend(bob, { capabilities: [], pin: { level: "2.2", since: 1, by: "proved" } });
    desk.context.presence.update(bob.address, "online", desk.clock.now());
    desk.write(contact, "text");
    expect((await unseal((await desk.sender.next()).body)).opened.level).toBe("2.2");
  });
});

describe("a text fails at once", () => {
  it.each([
    ["1.0", []],
    ["2.2", OWN_CAPABILITIES],
  ])("when the contact's key cannot be computed with, in %s", async (_, capabilities) => {
    const desk = openSendingDesk();
    desk.settings = { ...desk.settings, minimumProtocol: "allow-1.0" };
    const certificate = parseCertificate(withKey(bob.identity.certificate.der, evenKey()));
    const id = desk.write(desk.befriend({ ...bob, identity: { ...bob.identity, certificate } }, { capabilities }), "text");
    await desk.reaches(id, "failed");
    expect(desk.text(id).delivery).toEqual({ status: "failed", reason: { code: "cannot-encrypt" } });
  });

  it("when it does not fit into a message", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const id = desk.write(contact, "short");
    desk.queue.setConnected(false);
    await cryptoDone();
    // What the composer refuses: incompressible and far over 16 KiB.
    const payload = crypto.getRandomValues(new Uint8Array(60_000));
    desk.store.outgoing.setPayload(desk.store.outgoing.findForMessage(id)!.id, payload);
    desk.queue.setConnected(true);
    await desk.reaches(id, "failed");
    expect(desk.text(id).delivery).toEqual({ status: "failed", reason: { code: "too-long" } });
  });
});

describe("an ack", () => {
  it("goes with the signing protocol of the contact's level", async () => {
    for (const [capabilities, version] of [[[...OLDER, "3.1.3"], 1], [OWN_CAPABILITIES, 2]] as const) {
      const desk = openSendingDesk();
      const contact = desk.befriend(bob, { capabilities });
      enqueueAck(desk.context, desk.contact(contact), "delivery-ack", [5, 6]);
      desk.queue.wake(bob.address);
      desk.clock.advance(500);
      const { opened, content } = await unseal((await desk.sender.next()).body);
      expect(opened.stp).toEqual({ type: 4, version });
      expect(content).toEqual({ type: "delivery-ack", nonces: [5, 6] });
    }
  });

  it("waits while the key is changed, and is dropped when the contact is not one any more", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    enqueueAck(desk.context, desk.contact(contact), "delivery-ack", [5]);
    desk.context.trust.offer(contact, mallory.identity.certificate, desk.clock.now());
    desk.queue.wake(bob.address);
    desk.clock.advance(500);
    await turns();
    expect(desk.store.outgoing.head(bob.address, "ack")).toBeDefined();
    desk.store.contacts.setRelation(contact, "none");
    desk.queue.wake(bob.address);
    await turns();
    expect(desk.store.outgoing.lanes()).toEqual([]);
    expect(desk.sender.sendings).toHaveLength(0);
  });

  it("to nobody that is known is dropped", async () => {
    const desk = openSendingDesk();
    desk.store.outgoing.insert({
      time: 1,
      sender: alice.address,
      receiver: "nobody@example.com" as Address,
      lane: "ack",
      ampVersion: 1,
      payload: Uint8Array.of(),
      onlineAtInsert: 0,
    });
    desk.queue.wake("nobody@example.com" as Address);
    await turns();
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });

  it("is not owed to an app that does not understand it", () => {
    const desk = openSendingDesk({ connected: false });
    const contact = desk.contact(desk.befriend(bob, { capabilities: WITHOUT_RECEIPTS }));
    enqueueAck(desk.context, contact, "delivery-ack", [5]);
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });
});
