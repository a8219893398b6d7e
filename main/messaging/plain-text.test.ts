// Unencrypted text (spec 1.12): where it goes, where it must not go, and what is taken of it.
import { describe, expect, it } from "vitest";
import { MESSAGE_CONTENT_TYPE, PLAIN_CONTENT_TYPE } from "../../shared/wire";
import type { ContactId } from "../../shared/ids";
import { bob, mallory as carol } from "../protocol/testing/people";
import { markRead } from "./mark-read";
import { messageDetails } from "./message-details";
import { accept, allowPlainText, block, removeContact } from "./relations";
import { turns } from "./testing/desk";
import { sealText } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";
import { NO_ANSWER } from "./testing/scripted-sender";

const PLAIN = { contentType: PLAIN_CONTENT_TYPE } as const;

/** Bob, of whom nothing is known, and the server has said so. */
function withForeignBob(options?: Parameters<typeof openReceivingDesk>[0]): { desk: ReceivingDesk; contact: ContactId } {
  const desk = openReceivingDesk(options);
  const contact = desk.befriend(bob, { withoutKey: true, capabilities: [] });
  desk.learning.presence({ address: bob.address, status: "offline" });
  return { desk, contact };
}

function allow({ context, learning }: ReceivingDesk, contact: ContactId, allowed = true): void {
  allowPlainText(context, contact, allowed);
  learning.reconsider(contact);
}

describe("an unencrypted text to a contact", () => {
  it("goes only when the user allowed it, as it is, and is marked for ever", async () => {
    const { desk, contact } = withForeignBob();
    const id = desk.write(contact, "grüß dich");
    await turns();
    expect(desk.sender.sendings).toEqual([]);
    expect(desk.text(id)).toMatchObject({ delivery: { status: "queued" }, marks: [] });

    allow(desk, contact);
    const sending = await desk.sender.next();
    expect(sending).toMatchObject({ to: bob.address, body: "grüß dich", contentType: PLAIN_CONTENT_TYPE });
    expect(desk.text(id).marks).toEqual(["plain-text"]);
    sending.answer({ type: "sent" });
    await desk.reaches(id, "sent");
    const details = messageDetails(desk.context, id);
    expect(details).toMatchObject({ receiptsExpected: false, wireSize: 11 });
    expect(details).not.toHaveProperty("level");
  });

  it("waits for the server's first word about the contact, which may bring a key", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, { withoutKey: true, capabilities: [] });
    allow(desk, contact);
    desk.write(contact, "secret");
    await turns();
    expect(desk.sender.sendings).toEqual([]);
    const { der } = bob.identity.certificate;
    desk.learning.presence({ address: bob.address, status: "online", capabilities: ["3.1.2.2", "3.1.3"], certificate: der });
    expect(await desk.sender.next()).toMatchObject({ contentType: MESSAGE_CONTENT_TYPE });
  });

  it("goes ten seconds later when the server says nothing of the contact, and at once when it says that nothing is known", async () => {
    const desk = openReceivingDesk();
    const silent = desk.befriend(bob, { withoutKey: true, capabilities: [] });
    const away = desk.befriend(carol, { withoutKey: true, capabilities: [] });
    for (const contact of [silent, away]) allow(desk, contact);
    desk.write(silent, "one");
    desk.write(away, "two");
    await turns();
    expect(desk.sender.sendings).toEqual([]);
    desk.learning.presence({ address: carol.address, status: "offline" });
    expect(await desk.sender.next()).toMatchObject({ body: "two", contentType: PLAIN_CONTENT_TYPE });
    desk.clock.advance(10_000);
    expect(await desk.sender.next()).toMatchObject({ body: "one", contentType: PLAIN_CONTENT_TYPE });
  });

  it("is never chosen while a key, an app, a card or a pin of the contact is known, whatever was allowed before", async () => {
    const learn: readonly ((desk: ReceivingDesk, contact: ContactId) => void)[] = [
      ({ store, clock }, contact) => store.capabilities.insert(contact, { strings: ["3.1.2.2"], carrier: "presence", since: clock.now() }),
      ({ context, clock }, contact) => context.trust.announce(contact, bob.identity.certificate.publicKey.spkiSha256, clock.now()),
      ({ store, clock }, contact) => store.contacts.setPin(contact, { level: "2.2", since: clock.now(), by: "proved" }),
      ({ store, clock }, contact) => store.contacts.setPin(contact, { level: "1.0", since: clock.now(), by: "user" }),
    ];
    for (const [index, something] of learn.entries()) {
      const { desk, contact } = withForeignBob();
      allow(desk, contact);
      something(desk, contact);
      desk.write(contact, `secret ${String(index)}`);
      await turns();
      expect(desk.sender.sendings).toEqual([]);
      expect(() => { allow(desk, contact); }).toThrow("not-allowed-now");
    }
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    desk.context.trust.offer(contact, bob.identity.certificate, desk.clock.now());
    const id = desk.write(contact, "secret");
    await desk.reaches(id, "held");
    expect(desk.sender.sendings).toEqual([]);
  });

  it("whose outcome is unknown is tried again, and encrypted when a key came meanwhile; the mark stays", async () => {
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    const id = desk.write(contact, "hello");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(id, "retrying");
    desk.learning.presence({ address: bob.address, status: "online", capabilities: ["3.1.2.2"], certificate: bob.identity.certificate.der });
    const again = await desk.sender.next();
    expect(again.contentType).toBe(MESSAGE_CONTENT_TYPE);
    expect(again.body).not.toContain("hello");
    expect(desk.text(id).marks).toEqual(["plain-text"]);
    expect(messageDetails(desk.context, id).level).toBe("2.2");
  });

  it("that waits does not go any more when the user takes the permission back", async () => {
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    const id = desk.write(contact, "hello");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(id, "retrying");
    allow(desk, contact, false);
    // It waits for a key like any other, and shows no time of a next try.
    await desk.reaches(id, "queued");
    desk.clock.advance(3_600_000);
    await turns();
    expect(desk.sender.sendings).toHaveLength(1);
    expect(desk.text(id).marks).toEqual(["plain-text"]);
  });

  it("waits for that word on each connection anew: the contact may have moved to another app meanwhile", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, { withoutKey: true, capabilities: [] });
    allow(desk, contact);
    desk.write(contact, "one");
    await turns();
    desk.learning.presence({ address: bob.address, status: "offline" });
    (await desk.sender.next()).answer({ type: "sent" });
    desk.clock.advance(60_000);
    desk.context.presence.clear();
    desk.write(contact, "two");
    await turns();
    expect(desk.sender.sendings).toHaveLength(1);
    const { der } = bob.identity.certificate;
    desk.learning.presence({ address: bob.address, status: "online", capabilities: ["3.1.2.2"], certificate: der });
    expect(await desk.sender.next()).toMatchObject({ contentType: MESSAGE_CONTENT_TYPE });
  });

  it("needs a contact: blocking, removing and being a stranger end the permission", () => {
    const { desk, contact } = withForeignBob();
    for (const part of [block, removeContact]) {
      allow(desk, contact);
      part(desk.context, contact);
      expect(desk.contact(contact).plainTextAllowed).toBe(false);
      expect(() => { allow(desk, contact); }).toThrow("not-allowed-now");
      desk.store.contacts.setRelation(contact, "request");
      expect(() => { allow(desk, contact); }).toThrow("not-allowed-now");
      accept(desk.context, contact);
    }
  });
});

describe("an unencrypted text that arrives", () => {
  it("is refused and leaves nothing behind unless the user allows it for this contact", () => {
    const desk = openReceivingDesk();
    expect(desk.receive("hello", PLAIN)).toBe(415);
    expect(desk.store.contacts.findByAddress(bob.address)).toBeUndefined();
    const contact = desk.befriend(bob, { withoutKey: true, capabilities: [] });
    expect(desk.receive("hello", PLAIN)).toBe(415);
    allow(desk, contact);
    desk.store.contacts.setRelation(contact, "request");
    expect(desk.receive("hello", PLAIN)).toBe(415);
    expect(desk.receive("hello", { ...PLAIN, from: carol.address })).toBe(415);
    expect(desk.shown(contact)).toEqual([]);
    expect(desk.store.db.prepare("SELECT count(*) FROM raw_copies").pluck().get()).toBe(0);
  });

  it("is shown with its mark and no level, counted as unread, and gets no receipt", () => {
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    expect(desk.receive("a\r\nb", PLAIN)).toBe(200);
    const [text] = desk.peerTexts(contact);
    expect(text).toMatchObject({ text: "a\nb", marks: ["plain-text"], unread: true });
    expect(text).not.toHaveProperty("level");
    expect(desk.store.conversations.find(contact)?.unread).toBe(1);
    markRead(desk.context, contact, text!.id);
    expect(desk.store.conversations.find(contact)?.unread).toBe(0);
    expect(desk.owedTo(bob.address)).toBe(0);
  });

  it("is shown again when it is said again, and once when the server hands the same request over twice", () => {
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    const storedAt = desk.clock.now() - 60_000;
    const copy = { ...PLAIN, requestId: "Sun, 22 Nov 2026 13:07:48 GMT", stored: true, storedAt };
    for (const message of [PLAIN, PLAIN, copy, copy]) expect(desk.receive("ok", message)).toBe(200);
    expect(desk.shown(contact)).toEqual(["ok", "ok", "ok"]);
    expect(desk.peerTexts(contact)[2]?.sentAt).toBe(storedAt);
  });

  it("is shown as it is, whatever is in it", () => {
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    const hostile = ["a\0b", "\u202egnp.exe", "\ufffd\ud800", "\u200b", "x".repeat(60_000), "\r\r\n"];
    for (const body of hostile) expect(desk.receive(body, PLAIN)).toBe(200);
    expect(desk.shown(contact)).toEqual(["a\0b", "\u202egnp.exe", "\ufffd\ufffd", "\u200b", "x".repeat(60_000)]);
  });

  it("is not from the future, not empty, and not too long", () => {
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    desk.receive("hello", { ...PLAIN, stored: true, storedAt: desk.clock.now() + 3_600_000 });
    expect(desk.peerTexts(contact)[0]?.sentAt).toBe(desk.clock.now());
    expect(desk.receive(" \n", PLAIN)).toBe(200);
    expect(desk.receive("x".repeat(60_001), PLAIN)).toBe(413);
    expect(desk.shown(contact)).toEqual(["hello"]);
  });

  it("is answered 503 when it cannot be stored", () => {
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    desk.store.db.close();
    expect(desk.receive("hello", PLAIN)).toBe(503);
  });

  it("is still taken, with its mark, from a contact who can do better now; who is written to with encryption", async () => {
    const { desk, contact } = withForeignBob();
    allow(desk, contact);
    desk.learning.presence({ address: bob.address, status: "online", capabilities: ["3.1.2.2"], certificate: bob.identity.certificate.der });
    expect(await desk.take(await sealText("sealed", 7))).toBe(200);
    expect(desk.receive("open", PLAIN)).toBe(200);
    expect(desk.peerTexts(contact).map(({ text, marks }) => [text, marks])).toEqual([["sealed", []], ["open", ["plain-text"]]]);
    desk.write(contact, "answer");
    expect((await desk.sender.next()).contentType).toBe(MESSAGE_CONTENT_TYPE);
  });

  it("in the name of our own address is refused", () => {
    const { desk } = withForeignBob();
    expect(desk.receive("mine", { ...PLAIN, from: desk.context.own.address })).toBe(415);
  });
});
