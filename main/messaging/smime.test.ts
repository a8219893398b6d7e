// Messaging protocol 1.0 between two people: when it is used, and what a first message in it brings (spec 1.7, 1.9).
import { describe, expect, it } from "vitest";
import { FORMER_KEY_GRACE } from "../contacts/trust";
import { loadIdentity } from "../crypto/identity";
import { certificateOf, pkcs8Of, testKeyPair } from "../crypto/testing/keys";
import { bob, mallory } from "../protocol/testing/people";
import { readBody } from "../protocol/envelope";
import { PRESENCE_WAIT } from "./outbox";
import { recover } from "./recovery";
import { turns } from "./testing/desk";
import { sealText, textIn, unseal } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";

const SMIME = { type: 1, version: 1 };
/** Bob after he lost his computer: the same address with another key. */
const newBob = { address: bob.address, identity: mallory.identity };
const fingerprintOf = (who: typeof bob): string => who.identity.certificate.publicKey.spkiSha256;
const contactOf = (desk: ReceivingDesk) => desk.store.contacts.findByAddress(bob.address)!;
const unknownApp = { capabilities: [] } as const;

describe("a text to a contact without capabilities", () => {
  it("is held by default, and goes in 1.0 when the user allows it for this contact", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, unknownApp);
    const id = desk.write(contact, "may this go?");
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toEqual({ status: "held", reason: { code: "capability-unknown" } });
    expect(desk.sender.sendings).toHaveLength(0);

    desk.learning.allowLevel(contact, "1.0");
    const { body } = await desk.sender.next();
    expect(readBody(body).stp).toEqual(SMIME);
    expect(await unseal(body)).toMatchObject({ opened: { level: "1.0", sentAt: desk.text(id).sentAt }, content: { text: "may this go?" } });
    expect(desk.store.messages.findOwn(id)?.facts).toMatchObject({ level: "1.0", stp: SMIME, recipientKey: fingerprintOf(bob) });
  });

  it("goes in 1.0 where the user allows that for all, but a present contact is waited for first", async () => {
    const desk = openReceivingDesk();
    desk.settings = { ...desk.settings, minimumProtocol: "allow-1.0" };
    const contact = desk.befriend(bob, unknownApp);
    desk.learning.presence({ address: bob.address, status: "online" });
    const id = desk.write(contact, "text");
    await turns();
    desk.clock.advance(PRESENCE_WAIT - 1);
    await turns();
    expect(desk.sender.sendings).toHaveLength(0);
    expect(desk.text(id).delivery.status).toBe("queued");
    desk.clock.advance(1);
    expect(readBody((await desk.sender.next()).body).stp).toEqual(SMIME);
  });

  it("keeps its nonce over a resend, so that it stays one message", async () => {
    const desk = openReceivingDesk();
    desk.settings = { ...desk.settings, minimumProtocol: "allow-1.0" };
    const id = desk.write(desk.befriend(bob, unknownApp), "text");
    const first = await desk.sender.next();
    first.answer({ type: "retryable", reason: { code: "no-answer" } });
    await desk.reaches(id, "retrying");
    desk.clock.advance(1000);
    const second = await desk.sender.next();
    expect(second.body).toBe(first.body);
    expect((await unseal(first.body)).opened.randomNonce).toBe(desk.store.messages.findOwn(id)?.facts.ampNonce);
  });

  it("goes in the newest common protocol as soon as one is known", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, unknownApp);
    desk.learning.allowLevel(contact, "1.0");
    desk.learning.presence({ address: bob.address, status: "online", capabilities: ["3.1.2"] });
    desk.write(contact, "text");
    const { body } = await desk.sender.next();
    expect(readBody(body).stp).toEqual({ type: 2, version: 1 });
    expect(await textIn(body)).toBe("text");
  });
});

describe("a first message in 1.0", () => {
  it("from a stranger brings the key, and is a request with its text", async () => {
    const desk = openReceivingDesk();
    await desk.take(await sealText("hello", 7, { stp: SMIME }));
    const { id, relation, pin } = contactOf(desk);
    expect({ relation, pin: pin?.level }).toEqual({ relation: "request", pin: "1.0" });
    expect(desk.peerTexts(id)).toMatchObject([{ text: "hello", level: "1.0", marks: ["recipient-not-bound"] }]);
    expect(desk.context.trust.of(id)).toMatchObject({ status: "pinned", key: { fingerprint: fingerprintOf(bob) } });
    expect(desk.inboxRows()).toEqual([]);
  });

  it("signed in another's name brings no key", async () => {
    const desk = openReceivingDesk();
    await desk.take(await sealText("hello", 7, { stp: SMIME, from: newBob }));
    expect(desk.store.contacts.findByAddress(bob.address)).toBeUndefined();
    expect(desk.inboxRows()).toMatchObject([{ state: "quarantined", code: "cms-wrong-signer" }]);
  });

  it("opens what came before it and waited for the key, in order", async () => {
    const desk = openReceivingDesk();
    await desk.take(await sealText("first", 6));
    expect(desk.inboxRows()).toMatchObject([{ state: "parked", code: "no-certificate" }]);
    await desk.take(await sealText("second", 7, { stp: SMIME, sentAt: 1_800_000_000_001 }));
    expect(desk.shown(contactOf(desk).id)).toEqual(["first"]);
    expect(desk.inboxRows()).toMatchObject([{ state: "parked", code: "below-pin" }]);
  });

  it("brings the key also when an app kept it that could not read it yet", async () => {
    const desk = openReceivingDesk();
    desk.receive(await sealText("hello", 7, { stp: SMIME }));
    for (const { id } of desk.store.incoming.fresh(1)) desk.store.incoming.setState(id, "new", "unknown-stp");
    desk.inbox.wake();
    await desk.inbox.idle();
    expect(desk.shown(contactOf(desk).id)).toEqual(["hello"]);
  });

  it("lets a text go that waited for the certificate", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, { withoutKey: true });
    desk.write(contact, "waits for a key");
    await desk.take(await sealText("hello", 7, { stp: SMIME }));
    expect(await textIn((await desk.sender.next()).body)).toBe("waits for a key");
  });
});

describe("two messages in 1.0 without a nonce", () => {
  it("are two, also with the same words", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, unknownApp);
    for (const sentAt of [1, 2, 2]) await desk.take(await sealText("ok", 0, { stp: SMIME, sentAt }));
    expect(desk.shown(contact)).toEqual(["ok", "ok"]);
  });
});

describe("a message in 1.0 that brings another key", () => {
  it("offers it: nothing is shown or sent until the user accepts the key, then it opens", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, unknownApp);
    const certificate = await certificateOf(testKeyPair, [{ CN: [bob.address] }]);
    const identity = await loadIdentity({ pkcs8: pkcs8Of(testKeyPair), certificate });
    await desk.take(await sealText("from my new computer", 7, { stp: SMIME, from: { address: bob.address, identity } }));
    expect(desk.shown(contact)).toEqual([]);
    expect(desk.inboxRows()).toMatchObject([{ state: "parked", code: "cms-wrong-signer" }]);
    const trust = desk.context.trust.of(contact);
    expect(trust).toMatchObject({ status: "changed", key: { fingerprint: fingerprintOf(bob) } });
    expect(desk.messages(contact)).toMatchObject([{ note: { type: "key-changed" } }, { note: { type: "unverified", count: 1 } }]);
    const id = desk.write(contact, "text");
    await desk.reaches(id, "held");
    expect(desk.text(id).delivery).toMatchObject({ reason: { code: "key-changed" } });

    desk.learning.decideKey(contact, identity.certificate.publicKey.spkiSha256);
    await desk.inbox.idle();
    expect(desk.shown(contact)).toEqual(["from my new computer"]);
  });

  it("asks once: whoever keeps the old key is not asked about the same message again, also after a restart", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, unknownApp);
    const certificate = await certificateOf(testKeyPair, [{ CN: [bob.address] }]);
    const identity = await loadIdentity({ pkcs8: pkcs8Of(testKeyPair), certificate });
    await desk.take(await sealText("from my new computer", 7, { stp: SMIME, from: { address: bob.address, identity } }));
    desk.learning.decideKey(contact, fingerprintOf(bob));
    await desk.inbox.idle();
    recover(desk.context);
    desk.inbox.wake();
    await desk.inbox.idle();
    expect(desk.context.trust.of(contact)).toMatchObject({ status: "pinned", key: { fingerprint: fingerprintOf(bob) } });
    expect(desk.messages(contact)).toHaveLength(2);
    expect(desk.inboxRows()).toMatchObject([{ state: "parked", code: "cms-wrong-signer" }]);
  });
});

describe("a message in 1.0 that the replaced key signed", () => {
  it("asks nothing anew when its days are over: it may have been kept by somebody", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, unknownApp);
    const { trust } = desk.context;
    trust.offer(contact, mallory.identity.certificate, desk.clock.now());
    trust.decide(contact, fingerprintOf(newBob), desk.clock.now());
    await desk.take(await sealText("within the days", 7, { stp: SMIME }));
    expect(desk.shown(contact)).toEqual(["within the days"]);
    desk.clock.advance(FORMER_KEY_GRACE);
    await desk.take(await sealText("later", 8, { stp: SMIME }));
    expect(desk.shown(contact)).toEqual(["within the days"]);
    expect(trust.of(contact)).toMatchObject({ status: "pinned", key: { fingerprint: fingerprintOf(newBob) } });
    expect(desk.inboxRows()).toMatchObject([{ state: "parked", code: "cms-wrong-signer" }]);
  });
});
