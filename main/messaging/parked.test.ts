import { describe, expect, it } from "vitest";
import type { ContactId } from "../../shared/ids";
import { bob, mallory } from "../protocol/testing/people";
import { encodeText } from "../protocol/amp-text";
import { writeBody } from "../protocol/envelope";
import { FORMER_KEY_GRACE } from "../contacts/trust";
import { AUTH_V2, seal, sealText, SIMPLE_V3, unseal } from "./testing/letters";
import { WITHOUT_RECEIPTS } from "./testing/desk";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";
import { accept, block, removeContact } from "./relations";

/** Bob after he lost his computer: the same address with another key. */
const newBob = { address: bob.address, identity: mallory.identity };
const fingerprintOf = (who: typeof bob): string => who.identity.certificate.publicKey.spkiSha256;
const stranger = (desk: ReceivingDesk): ContactId => desk.store.contacts.findByAddress(bob.address)!.id;

function bobAppears(desk: ReceivingDesk): void {
  desk.learning.presence({
    address: bob.address,
    status: "online",
    capabilities: ["3.1.2", "3.1.2.1", "3.1.2.2", "3.1.3"],
    certificate: bob.identity.certificate.der,
  });
}

const texts = (from: number, to: number, who = bob): Promise<string[]> =>
  Promise.all(
    Array.from({ length: to - from + 1 }, (_, index) => {
      const number = from + index;
      return sealText(`text ${String(number)}`, 1000 + number, { from: who, sequenceNumber: number });
    }),
  );

describe("who writes for the first time", () => {
  it("is a request with the address only, until the certificate comes and opens it all in order", async () => {
    const desk = openReceivingDesk();
    for (const body of await texts(1, 5)) desk.receive(body);
    await desk.inbox.idle();
    const id = stranger(desk);
    expect(desk.contact(id)).toMatchObject({ address: bob.address, relation: "request" });
    expect(desk.store.conversations.find(id)).toMatchObject({ unread: 0 });
    expect(desk.messages(id)).toEqual([]);
    expect(desk.inboxRows().map(({ state, code }) => [state, code])).toEqual(Array.from({ length: 5 }, () => ["parked", "no-certificate"]));

    bobAppears(desk);
    await desk.inbox.idle();
    expect(desk.shown(id)).toEqual(["text 1", "text 2", "text 3", "text 4", "text 5"]);
    expect(desk.inboxRows()).toEqual([]);
  });

  it("keeps that order when more arrives while the certificate comes", async () => {
    const desk = openReceivingDesk();
    const [first, second, ...rest] = await texts(1, 40);
    // Without receipts the order is that of arrival alone.
    desk.receive(first!);
    await desk.inbox.idle();
    desk.receive(second!);
    // The worker is opening the second one without a key now.
    desk.learning.presence({ address: bob.address, status: "online", certificate: bob.identity.certificate.der });
    for (const body of rest) desk.receive(body);
    await desk.inbox.idle();
    expect(desk.shown(stranger(desk))).toEqual(Array.from({ length: 40 }, (_, index) => `text ${String(index + 1)}`));
    expect(desk.inboxRows()).toEqual([]);
  });

  it("hears nothing of us until accepted, then that everything arrived", async () => {
    const desk = openReceivingDesk();
    bobAppears(desk);
    const bodies = await texts(1, 3);
    await desk.take(bodies[0]!);
    bobAppears(desk);
    for (const body of bodies.slice(1)) await desk.take(body);
    const id = stranger(desk);
    expect(desk.shown(id)).toHaveLength(3);
    expect(desk.store.outgoing.lanes()).toEqual([]);
    accept(desk.context, id);
    desk.learning.reconsider(id);
    desk.clock.advance(500);
    const { content } = await unseal((await desk.sender.next()).body);
    expect(content).toMatchObject({ type: "delivery-ack" });
    expect("nonces" in content && [...content.nonces].sort()).toEqual([1001, 1002, 1003]);
  });

  it("may show 200 texts; what is more waits unopened and comes when the request is accepted", async () => {
    const desk = openReceivingDesk();
    desk.befriend(bob, { relation: "request" });
    for (const body of await texts(1, 205)) desk.receive(body);
    await desk.inbox.idle();
    const id = stranger(desk);
    expect(desk.shown(id)).toHaveLength(200);
    expect(desk.store.incoming.count("parked", bob.address)).toBe(5);
    expect(desk.messages(id).filter(({ kind }) => kind === "note")).toEqual([]);
    accept(desk.context, id);
    desk.learning.reconsider(id);
    await desk.inbox.idle();
    expect(desk.shown(id)).toEqual(Array.from({ length: 205 }, (_, index) => `text ${String(index + 1)}`));
  });

  it("and is blocked leaves nothing unopened behind", async () => {
    const desk = openReceivingDesk();
    await desk.take((await texts(1, 1))[0]!);
    block(desk.context, stranger(desk));
    expect(desk.inboxRows()).toEqual([]);
    bobAppears(desk);
    await desk.inbox.idle();
    expect(desk.messages(stranger(desk))).toEqual([]);
  });
});

describe("a contact who was removed and writes again", () => {
  it("is a request again, with the key that was kept", async () => {
    const desk = openReceivingDesk();
    const id = desk.befriend();
    await desk.take(await sealText("old", 1));
    removeContact(desk.context, id);
    expect(desk.contact(id).relation).toBe("none");
    await desk.take(await sealText("new", 2));
    expect(desk.contact(id).relation).toBe("request");
    expect(desk.shown(id)).toEqual(["new"]);
    expect(desk.contact(id).pin?.level).toBe("2.2");
  });

  it("is none for a text that we had already, sent again", async () => {
    const desk = openReceivingDesk();
    const id = desk.befriend();
    await desk.take(await sealText("old", 1));
    removeContact(desk.context, id);
    await desk.take(await sealText("old", 1));
    expect(desk.contact(id).relation).toBe("none");
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });
});

describe("a contact whose key changed", () => {
  it("is read only after the new key was accepted, and the old one for seven days more", async () => {
    const desk = openReceivingDesk();
    const id = desk.befriend();
    for (const body of await texts(1, 2, newBob)) desk.receive(body);
    await desk.inbox.idle();
    expect(desk.shown(id)).toEqual([]);
    expect(desk.inboxRows().map(({ state, code }) => [state, code])).toEqual([["parked", "bad-signature"], ["parked", "bad-signature"]]);

    desk.context.trust.offer(id, newBob.identity.certificate, desk.clock.now());
    await desk.take(await sealText("old key, still current", 7, { sequenceNumber: 1 }));
    expect(desk.shown(id)).toEqual(["old key, still current"]);

    desk.learning.decideKey(id, fingerprintOf(newBob));
    await desk.inbox.idle();
    expect(desk.shown(id)).toEqual(["old key, still current", "text 1", "text 2"]);
    expect(desk.messages(id).flatMap((message) => (message.kind === "note" ? [message.note.type] : []))).toContain("key-accepted");

    await desk.take(await sealText("old key, in time", 8, { sequenceNumber: 900 }));
    desk.clock.advance(FORMER_KEY_GRACE);
    await desk.take(await sealText("old key, too late", 9, { sequenceNumber: 901 }));
    expect(desk.shown(id).slice(3)).toEqual(["old key, in time"]);
  });

  it("keeps the order of arrival also when the decision comes while both are being opened", async () => {
    const desk = openReceivingDesk();
    const id = desk.befriend(bob, { capabilities: WITHOUT_RECEIPTS });
    desk.context.trust.offer(id, newBob.identity.certificate, desk.clock.now());
    const bodies = [await sealText("with the new key", 1, { from: newBob }), await sealText("with the old key", 2)];
    const row = { sender: bob.address, receiver: desk.context.own.address, sha256: Uint8Array.of(), receivedAt: 1, stored: false };
    for (const body of bodies) desk.store.incoming.insert({ ...row, body });
    // Both are read with the old key from here on.
    desk.inbox.wake();
    desk.learning.decideKey(id, fingerprintOf(newBob));
    await desk.inbox.idle();
    expect(desk.shown(id)).toEqual(["with the new key", "with the old key"]);
  });

  it("stays unread when the old key was kept, without another line about it", async () => {
    const desk = openReceivingDesk();
    const id = desk.befriend();
    await desk.take((await texts(1, 1, newBob))[0]!);
    desk.context.trust.offer(id, newBob.identity.certificate, desk.clock.now());
    const lines = desk.messages(id);
    desk.clock.advance(3600_000);
    desk.learning.decideKey(id, fingerprintOf(bob));
    await desk.inbox.idle();
    expect(desk.messages(id)).toEqual(lines);
    expect(desk.inboxRows()).toMatchObject([{ state: "parked", code: "bad-signature" }]);
  });
});

describe("a message of a newer version", () => {
  it.each([
    ["unknown-stp", async () => writeBody({ stp: { type: 3, version: 1 }, payload: Uint8Array.of(1, 2, 3) })],
    ["unknown-amp", () => seal({ stp: SIMPLE_V3, amp: { type: 1, version: 99, payload: Uint8Array.of(1) } })],
    ["unknown-amp", () => seal({ stp: AUTH_V2, amp: { ...encodeText("x", 1), type: 77 } })],
  ])("is kept and the user is told so: %s", async (code, make) => {
    const desk = openReceivingDesk();
    const id = desk.befriend();
    await desk.take(await make());
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "parked", code }]);
    expect(desk.messages(id)).toMatchObject([{ note: { type: "newer-version", count: 1 } }]);
    desk.store.incoming.unparkAll();
    desk.inbox.wake();
    await desk.inbox.idle();
    expect(desk.messages(id)).toHaveLength(1);
  });

  it("from a stranger is a request with that line", async () => {
    const desk = openReceivingDesk();
    await desk.take(writeBody({ stp: { type: 3, version: 1 }, payload: Uint8Array.of(1) }));
    expect(desk.contact(stranger(desk)).relation).toBe("request");
    expect(desk.messages(stranger(desk))).toMatchObject([{ note: { type: "newer-version" } }]);
  });
});

describe("what is parked", () => {
  it("is at most 200 of a sender; the rest is put away, and nothing parked makes room for it", async () => {
    const desk = openReceivingDesk();
    for (let n = 0; n < 210; n += 1) {
      desk.receive(writeBody({ stp: { type: 3, version: 1 }, payload: Uint8Array.of(n) }));
    }
    await desk.inbox.idle();
    expect(desk.store.incoming.count("parked", bob.address)).toBe(200);
    expect(desk.store.incoming.count("quarantined", bob.address)).toBe(10);
  });
});
