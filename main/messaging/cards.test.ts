import { describe, expect, it } from "vitest";
import { alice, bob, mallory } from "../protocol/testing/people";
import { createAuthorityKeeper } from "../contacts/authorities";
import { createTrustKeeper } from "../contacts/trust";
import { parseAuthority } from "../crypto/authority";
import { makeAuthority } from "../crypto/testing/test-authority";
import { certificateOf, testKeyPair } from "../crypto/testing/keys";
import { parseCertificate } from "../crypto/certificate";
import { writeCard, writeShortCard } from "../contacts/contact-card";
import { cardOf, ownCard, previewCard, takeCard } from "./cards";
import { openDesk, turns } from "./testing/desk";
import { fastClock } from "./testing/fast-clock";
import { openSeat } from "./testing/seat";
import { seededRandom } from "./testing/seeded-random";
import { createSipNetwork } from "./testing/sip-network";

const key = bob.identity.certificate.publicKey.spkiSha256;
const card = writeCard(bob.address, bob.identity.certificate);
const code = writeShortCard(bob.address, key);
const otherCertificate = parseCertificate(await certificateOf(testKeyPair, [{ CN: [bob.address] }]));
const otherKey = otherCertificate.publicKey.spkiSha256;
const otherCard = writeCard(bob.address, otherCertificate);
const named = (text: string) => text.replace(/FN:.*/, "FN:Bob\u202e\tKováč");

describe("what a contact card would do", () => {
  it("is told before anything is done", () => {
    const { context, store, events } = openDesk();
    expect(previewCard(context, named(card))).toEqual({
      address: bob.address,
      name: "Bob Kováč",
      key: { type: "first", fingerprint: key, validUntil: bob.identity.certificate.notAfter },
    });
    expect(previewCard(context, code).key).toEqual({ type: "expected", fingerprint: key });
    expect(previewCard(context, card.replace(/KEY:[^]*(?=END)/, "")).key).toEqual({ type: "none" });
    expect([store.contacts.all(), events]).toEqual([[], []]);
  });

  it("is compared with the key that is known, also of a removed or blocked contact", () => {
    const desk = openDesk();
    const id = desk.befriend(bob, { relation: "blocked" });
    const { context } = desk;
    expect(previewCard(context, card)).toMatchObject({ relation: "blocked", key: { type: "same", fingerprint: key } });
    expect(previewCard(context, otherCard).key).toEqual({ type: "other", fingerprint: otherKey, known: key, then: "asks" });
    expect(previewCard(context, writeShortCard(bob.address, otherKey)).key).toMatchObject({ type: "other", then: "nothing" });
    context.trust.offer(id, otherCertificate, 1);
    expect(previewCard(context, otherCard).key).toMatchObject({ type: "other", known: key });
    expect(previewCard(context, card).key).toMatchObject({ type: "same" });
  });

  it("is nothing with the own card", () => {
    const { context } = openDesk();
    expect(() => previewCard(context, ownCard(context).text)).toThrow("own-address");
    expect(() => takeCard(context, ownCard(context).code, undefined)).toThrow("own-address");
  });
});

describe("a contact card that is taken", () => {
  it("adds the contact under the name that the user chose, and pins its key", () => {
    const desk = openDesk();
    const id = takeCard(desk.context, named(card), "Robert");
    expect(desk.contact(id)).toMatchObject({ address: bob.address, relation: "accepted", localName: "Robert" });
    expect(desk.context.trust.of(id)).toMatchObject({ status: "pinned", key: { fingerprint: key } });
    expect(takeCard(desk.context, named(card), undefined)).toBe(id);
    expect(desk.contact(id).localName).toBe("Robert");
  });

  it("never replaces a known key: the other one is offered, with a line in the conversation", () => {
    const desk = openDesk();
    const id = desk.befriend(bob);
    takeCard(desk.context, otherCard, undefined);
    takeCard(desk.context, otherCard, undefined);
    expect(desk.context.trust.of(id)).toMatchObject({ status: "changed", key: { fingerprint: key }, offered: { fingerprint: otherKey } });
    expect(desk.messages(id).map((line) => line.kind === "note" && line.note.type)).toEqual(["key-changed"]);
  });

  it("changes nothing of the key that counts, however new its certificate is", async () => {
    const desk = openDesk();
    const authority = makeAuthority();
    const id = takeCard(desk.context, otherCard, undefined);
    const before = desk.context.trust.of(id);
    const sameKey = authority.certify({ key: testKeyPair.privateKey, name: bob.address }, { until: "2027-01-01" });
    takeCard(desk.context, writeCard(bob.address, parseCertificate(sameKey)), undefined);
    expect(desk.context.trust.of(id)).toEqual(before);
  });

  it("moves a contact on whose new key an authority confirmed, and says so before", () => {
    const desk = openDesk();
    const authority = makeAuthority({ name: "Example Org" });
    desk.store.authorities.put(parseAuthority(authority.der).certificateSha256, authority.der, 1);
    const trust = createTrustKeeper(desk.store.keys, createAuthorityKeeper(desk.store.authorities).signerOf);
    const context = { ...desk.context, trust };
    const id = desk.befriend(bob);
    const confirmed = writeCard(bob.address, parseCertificate(authority.certify({ key: testKeyPair.privateKey, name: bob.address })));
    expect(previewCard(context, confirmed).key).toMatchObject({ type: "other", known: key, then: "confirmed" });
    takeCard(context, confirmed, undefined);
    expect(trust.of(id)).toMatchObject({ status: "pinned", key: { fingerprint: otherKey, confirmedBy: { authority: "Example Org" } } });
    expect(desk.messages(id).map((line) => line.kind === "note" && line.note.type)).toEqual(["key-confirmed"]);
  });

  it("without a certificate tells which key to expect", () => {
    const desk = openDesk();
    const id = takeCard(desk.context, code, undefined);
    expect(desk.context.trust.of(id)).toMatchObject({ status: "unknown", announced: { fingerprint: key } });
    expect(previewCard(desk.context, code).key).toEqual({ type: "same", fingerprint: key });
    expect(previewCard(desk.context, otherCard).key).toMatchObject({ type: "other", known: key });
  });

  it("lets the texts go that waited for a certificate", async () => {
    const clock = fastClock(40);
    const random = seededRandom(7);
    const network = createSipNetwork(clock, random);
    const [a, b] = [await openSeat({ who: alice, network, clock, random }), await openSeat({ who: bob, network, clock, random })];
    await b.stop();
    a.add(bob);
    const text = a.say(bob, "Do you read this?");
    await a.until(() => a.session.snapshot().connection.status === "online");
    await turns();
    expect(a.status(text)).toBe("queued");
    a.session.commands.importCard(card);
    // What bob's app supports is not known, so it waits for the user now, no longer for the key.
    await a.until(() => a.status(text) === "held");
    expect(a.session.snapshot().contacts[0]).toMatchObject({ trust: { status: "pinned" } });
  });

  it("holds what is written while the server gives another key than the card named", async () => {
    const clock = fastClock(40);
    const random = seededRandom(8);
    const network = createSipNetwork(clock, random);
    const a = await openSeat({ who: alice, network, clock, random });
    const contactId = a.session.commands.importCard(writeShortCard(bob.address, otherKey));
    await openSeat({ who: bob, network, clock, random });
    await a.until(() => a.session.snapshot().contacts[0]?.trust.status === "unlike-card");
    const text = a.say(bob, "Is it you?");
    await a.until(() => a.status(text) === "held");
    expect(a.session.snapshot().contacts[0]).toMatchObject({ outlook: { type: "hold", reason: { code: "unlike-card" } } });
    const lines = a.session.commands.page(contactId, undefined, 10).messages;
    expect(lines.flatMap((line) => (line.kind === "note" ? [line.note.type] : []))).toEqual(["unlike-card"]);
    a.session.commands.setCompared(contactId, key, true);
    await a.until(() => a.isOut(text) || a.status(text) === "delivered");
    expect(a.session.snapshot().contacts[0]).toMatchObject({ trust: { status: "verified", key: { fingerprint: key } } });
  });
});

describe("a contact card that is handed on", () => {
  it("is the contact's with the key that is trusted, and not with the name that the user gave", () => {
    const desk = openDesk();
    const id = desk.befriend(bob);
    desk.store.contacts.setLocalName(id, "Secret nickname");
    desk.context.trust.offer(id, mallory.identity.certificate, 1);
    expect(cardOf(desk.context, id)).toEqual({ address: bob.address, text: card, code });
  });

  it("is the own one, with the own key", () => {
    const { context } = openDesk();
    const { certificate } = alice.identity;
    expect(ownCard(context)).toEqual({
      address: alice.address,
      text: writeCard(alice.address, certificate),
      code: writeShortCard(alice.address, certificate.publicKey.spkiSha256),
    });
  });

  it("is not there while no key is known", () => {
    const desk = openDesk();
    const id = desk.befriend(bob, { withoutKey: true });
    expect(() => cardOf(desk.context, id)).toThrow("not-allowed-now");
  });
});
