// What comes in an older protocol than its sender has proved (spec 1.9): S/MIME from an app that has used STPSimple.
import { describe, expect, it } from "vitest";
import type { ProtocolPin } from "../../shared/contact";
import { StampError } from "../../shared/errors";
import type { ContactId } from "../../shared/ids";
import { toBase64 } from "../crypto/base64";
import { encodeText } from "../protocol/amp-text";
import { writeBody } from "../protocol/envelope";
import { bob } from "../protocol/testing/people";
import { MessageProtocolEnvelope } from "../../proto/generated/messages";
import { createCommands } from "./commands";
import { startHousekeeping } from "./housekeeping";
import { recover } from "./recovery";
import { accept, removeContact } from "./relations";
import { createRetention } from "./retention";
import { seal, sealText, unseal } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";
import { WITHOUT_RECEIPTS, type FriendOptions } from "./testing/desk";

const T0 = 1_800_000_000_000;
const DAY = 24 * 3600_000;
const PROVED: ProtocolPin = { level: "2.2", since: T0, by: "proved" };

function newDesk(options: FriendOptions = { pin: PROVED }) {
  const desk = openReceivingDesk();
  return { desk, contact: desk.befriend(bob, options) };
}

/** A text from Bob to Alice in 1.0. */
const old = (text: string, nonce: number): Promise<string> =>
  seal({ stp: { type: 1, version: 1 }, amp: encodeText(text, nonce), sentAt: T0 });

const waiting = (desk: ReceivingDesk, contact: ContactId): number | undefined =>
  desk.store.conversations.find(contact)?.olderWaiting;

const commandsOf = (desk: ReceivingDesk) =>
  createCommands(desk.context, {
    learning: desk.learning,
    queue: desk.queue,
    retention: createRetention(desk.context),
    setSettings: () => undefined,
  });

async function show(desk: ReceivingDesk, contact: ContactId): Promise<void> {
  desk.learning.showOlder(contact);
  await desk.inbox.idle();
}

describe("a message below the pin", () => {
  it("is kept and counted, and as if it had not come otherwise", async () => {
    const { desk, contact } = newDesk();
    desk.clock.advance(5000);
    await desk.take(await old("hello", 7));
    expect(desk.messages(contact)).toEqual([]);
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "parked", code: "below-pin" }]);
    expect(desk.store.conversations.find(contact)).toMatchObject({ olderWaiting: 1, unread: 0, lastActivity: T0 + 5000 });
    expect(desk.events.at(-1)).toEqual({ type: "conversation-touched", contactId: contact });
    expect(desk.contact(contact).pin).toEqual(PROVED);
    expect(desk.owedTo(bob.address)).toBe(0);
    expect(desk.store.db.prepare("SELECT count(*) FROM replay_keys").pluck().get()).toBe(0);
  });

  it("does not keep later ones from being shown", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("old", 7));
    await desk.take(await sealText("new", 8));
    expect(desk.shown(contact)).toEqual(["new"]);
    expect(waiting(desk, contact)).toBe(1);
  });

  it("is shown with its mark at the end when the user looks, acknowledged then, and proves nothing", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("old", 7));
    desk.clock.advance(3600_000);
    await desk.take(await sealText("new", 8, { sentAt: desk.clock.now() }));
    desk.store.outgoing.removeNotifications(bob.address);
    await show(desk, contact);
    expect(desk.peerTexts(contact)).toMatchObject([
      { text: "new", marks: [] },
      { text: "old", level: "1.0", marks: ["recipient-not-bound"], arrivedAt: T0, unread: true },
    ]);
    expect(desk.inboxRows()).toEqual([]);
    expect(waiting(desk, contact)).toBe(0);
    expect(desk.contact(contact).pin).toEqual(PROVED);
    desk.clock.advance(500);
    expect((await unseal((await desk.sender.next()).body)).content).toMatchObject({ type: "delivery-ack", nonces: [7] });
  });

  it("keeps its place among several", async () => {
    const { desk, contact } = newDesk();
    for (const [index, text] of ["one", "two", "three"].entries()) await desk.take(await old(text, index + 1));
    expect(waiting(desk, contact)).toBe(3);
    await show(desk, contact);
    expect(desk.shown(contact)).toEqual(["one", "two", "three"]);
  });

  it("leaves the next one for another look", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("one", 1));
    await show(desk, contact);
    await desk.take(await old("two", 2));
    expect(desk.shown(contact)).toEqual(["one"]);
    expect(waiting(desk, contact)).toBe(1);
  });

  it("is counted once more only if it is none that was shown already", async () => {
    const { desk, contact } = newDesk();
    const body = await old("one", 1);
    const payload = new TextEncoder().encode(body);
    const enveloped = MessageProtocolEnvelope.encode({ protocolType: 1, protocolVersion: 1, payload }).finish();
    await desk.take(body);
    await show(desk, contact);
    await desk.take(toBase64(enveloped));
    expect(waiting(desk, contact)).toBe(0);
    expect(desk.inboxRows()).toEqual([]);
  });

  it("and its copies are one, and one text", async () => {
    const { desk, contact } = newDesk();
    const body = await old("one", 1);
    await desk.take(body);
    await desk.take(`${body}\r\n`);
    desk.store.incoming.unparkAll();
    await desk.take(` ${body}`);
    expect(waiting(desk, contact)).toBe(1);
    await show(desk, contact);
    expect(desk.shown(contact)).toEqual(["one"]);
    expect(desk.inboxRows()).toEqual([]);
  });

  it("is shown also when the user looks while it is being read again", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("one", 1));
    desk.store.incoming.unparkAll();
    desk.inbox.wake();
    await show(desk, contact);
    expect(desk.shown(contact)).toEqual(["one"]);
    expect(desk.inboxRows()).toEqual([]);
  });

  it("still waits after a restart, and is counted all the time", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("one", 1));
    recover(desk.context);
    expect(waiting(desk, contact)).toBe(1);
    desk.inbox.wake();
    await desk.inbox.idle();
    expect(waiting(desk, contact)).toBe(1);
    expect(desk.messages(contact)).toEqual([]);
  });

  it("is shown after a restart that came between the look and the showing", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("one", 1));
    desk.store.incoming.releaseOlder(bob.address);
    recover(desk.context);
    desk.inbox.wake();
    await desk.inbox.idle();
    expect(desk.shown(contact)).toEqual(["one"]);
  });

  it("goes after 30 days, and the count with it", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("one", 1));
    const stop = startHousekeeping(desk.context, () => undefined);
    desk.clock.advance(30 * DAY);
    expect(waiting(desk, contact)).toBe(1);
    desk.events.length = 0;
    desk.clock.advance(DAY);
    expect(waiting(desk, contact)).toBe(0);
    expect(desk.events).toContainEqual({ type: "conversation-touched", contactId: contact });
    stop();
  });

  it("waits also when the sender has left all the room for unopened ones full", async () => {
    const { desk, contact } = newDesk();
    const row = { sender: bob.address, receiver: desk.context.own.address, body: "AA==", sha256: Uint8Array.of(), receivedAt: T0, stored: false };
    for (let n = 0; n < 200; n += 1) desk.store.incoming.insert(row);
    for (const { id } of desk.store.incoming.fresh(200)) desk.store.incoming.setState(id, "parked", "unknown-stp");
    await desk.take(await old("one", 1));
    expect(desk.store.incoming.count("quarantined", bob.address)).toBe(1);
    expect(waiting(desk, contact)).toBe(1);
    await show(desk, contact);
    expect(desk.shown(contact)).toEqual(["one"]);
  });
});

describe("deleting what waits below the pin", () => {
  it("leaves nothing of it, also when the server hands it over again", async () => {
    const { desk, contact } = newDesk();
    const body = await old("one", 1);
    await desk.take(body);
    commandsOf(desk).removeOlder(contact, 1);
    expect(waiting(desk, contact)).toBe(0);
    await desk.take(body);
    await desk.take(`${body}\r\n`);
    expect(desk.inboxRows()).toEqual([]);
    expect(desk.messages(contact)).toEqual([]);
  });

  it("is refused when more wait than the user was asked about", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("one", 1));
    await desk.take(await old("two", 2));
    expect(() => commandsOf(desk).removeOlder(contact, 1)).toThrow(new StampError("not-allowed-now"));
    expect(waiting(desk, contact)).toBe(2);
  });

  it("does not touch what waits for another reason", async () => {
    const { desk, contact } = newDesk();
    await desk.take(writeBody({ stp: { type: 3, version: 1 }, payload: Uint8Array.of(1) }));
    await desk.take(await old("one", 1));
    commandsOf(desk).removeOlder(contact, 1);
    expect(desk.inboxRows()).toMatchObject([{ code: "unknown-stp" }]);
  });
});

describe("a message in 1.0 that is not below the pin", () => {
  it.each([
    ["of a contact that has proved nothing", {}],
    ["of one with whom the user allowed 1.0", { pin: { level: "1.0", since: T0, by: "user" } }],
  ] as const)("is shown at once with its mark: %s", async (_who, options) => {
    const { desk, contact } = newDesk(options);
    await desk.take(await old("hello", 7));
    expect(desk.peerTexts(contact)).toMatchObject([{ text: "hello", level: "1.0", marks: ["recipient-not-bound"] }]);
  });

  it("is shown in a request of a stranger", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, { relation: "request", capabilities: WITHOUT_RECEIPTS });
    await desk.take(await old("hello", 7));
    expect(desk.shown(contact)).toEqual(["hello"]);
  });

  it("was below it until the user allowed 1.0", async () => {
    const { desk, contact } = newDesk();
    await desk.take(await old("hello", 7));
    desk.learning.allowLevel(contact, "2.0");
    await desk.inbox.idle();
    expect(waiting(desk, contact)).toBe(1);
    desk.learning.allowLevel(contact, "1.0");
    await desk.inbox.idle();
    expect(desk.shown(contact)).toEqual(["hello"]);
  });
});

describe("a contact who was removed and writes below the old pin", () => {
  it("is a request with nothing shown, and is counted when it was accepted", async () => {
    const { desk, contact } = newDesk();
    removeContact(desk.context, contact);
    await desk.take(await old("hello", 7));
    expect(desk.contact(contact).relation).toBe("request");
    expect(desk.messages(contact)).toEqual([]);
    accept(desk.context, contact);
    desk.learning.reconsider(contact);
    await desk.inbox.idle();
    expect(waiting(desk, contact)).toBe(1);
    expect(desk.messages(contact)).toEqual([]);
  });
});
