import { describe, expect, it } from "vitest";
import type { ContactId, MessageId } from "../../shared/ids";
import { bob, mallory } from "../protocol/testing/people";
import { addNote } from "./notes";
import { addPeerText } from "./peer-text";
import { createRetention, setRetention } from "./retention";
import { sendText } from "./send-text";
import { namesake, openDesk, type Desk } from "./testing/desk";

const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;

let nonce = 1_000_000;

function hear(desk: Desk, contactId: ContactId, text: string, position = desk.store.positions.atEnd(contactId)): void {
  desk.context.write((emit) => {
    nonce += 1;
    const at = desk.clock.now();
    addPeerText(desk.context, emit, {
      contactId, position, text, sentAt: at, arrivedAt: at, ampNonce: nonce, sequenceNumber: undefined, level: "2.2", marks: [],
    });
  });
}

const says = (desk: Desk, contact: ContactId): readonly string[] =>
  desk.messages(contact).map((message) => (message.kind === "note" ? message.note.type : message.text));

describe("keeping messages for so many days", () => {
  it("deletes texts and notes that came earlier, at the start and hourly, and tells", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    setRetention(desk.context, contact, 7);
    hear(desk, contact, "old");
    desk.context.write((emit) => { addNote(desk.context, emit, contact, { type: "missed-call" }); });
    desk.clock.advance(DAY);
    hear(desk, contact, "new");
    const stop = createRetention(desk.context).start();
    desk.clock.advance(6 * DAY);
    expect(says(desk, contact)).toEqual(["old", "missed-call", "new"]);
    desk.events.length = 0;
    desk.clock.advance(HOUR + 1000);
    expect(says(desk, contact)).toEqual(["new"]);
    const told = ["message-removed", "conversation-touched"];
    expect(desk.events.map(({ type }) => type)).toEqual([...told, ...told]);
    expect(desk.store.conversations.find(contact)).toMatchObject({ unread: 1, lastMessage: { text: "new" } });
    stop();
    expect(desk.clock.waiting).toBe(0);
  });

  it("looks at a conversation's own rule first, then at the settings; 0 is for ever", () => {
    const desk = openDesk();
    const [own, usual, forEver] = [desk.befriend(bob), desk.befriend(mallory), desk.befriend(namesake("eve"))];
    for (const contact of [own, usual, forEver]) hear(desk, contact, "old");
    setRetention(desk.context, own, 7);
    setRetention(desk.context, forEver, 0);
    desk.settings = { ...desk.settings, retentionDays: 30 };
    const retention = createRetention(desk.context);
    const left = () => [own, usual, forEver].map((contact) => says(desk, contact).length);
    desk.clock.advance(8 * DAY);
    retention.tidy();
    desk.clock.advance(1000);
    expect(left()).toEqual([0, 1, 1]);
    desk.clock.advance(30 * DAY);
    retention.tidy();
    desk.clock.advance(1000);
    expect(left()).toEqual([0, 0, 1]);
  });

  it("leaves own texts that wait, are held or failed, however old, and takes those that went", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    setRetention(desk.context, contact, 1);
    const write = (text: string): MessageId => sendText(desk.context, contact, text).id;
    const settle = (id: MessageId, delivery: Parameters<typeof desk.store.messages.setDelivery>[1]): void => {
      desk.store.outgoing.remove(desk.store.outgoing.findForMessage(id)!.id);
      desk.store.messages.setDelivery(id, delivery);
    };
    write("waits");
    desk.store.messages.setDelivery(write("held"), { status: "held", reason: { code: "key-changed" } });
    settle(write("failed"), { status: "failed", reason: { code: "too-long" } });
    settle(write("read"), { status: "read" });
    settle(write("stored"), { status: "stored" });
    desk.clock.advance(2 * DAY);
    createRetention(desk.context).tidy();
    desk.clock.advance(1000);
    expect(says(desk, contact)).toEqual(["waits", "held", "failed"]);
  });

  it("finds an old text behind a late one that stands before it", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    hear(desk, contact, "old", 2000);
    desk.clock.advance(2 * DAY);
    hear(desk, contact, "late", 1000);
    setRetention(desk.context, contact, 1);
    createRetention(desk.context).tidy();
    expect(says(desk, contact)).toEqual(["late"]);
  });

  it("goes in slices, between which others get their turn, until all are gone", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    // How a file waits for the disk has nothing to do with it.
    desk.store.db.pragma("synchronous = OFF");
    desk.context.write(() => {
      for (let count = 0; count < 450; count += 1) hear(desk, contact, String(count));
    });
    setRetention(desk.context, contact, 1);
    desk.clock.advance(2 * DAY);
    const retention = createRetention(desk.context);
    expect(retention.count(1, contact)).toBe(450);
    retention.tidy();
    expect(says(desk, contact)).toHaveLength(449);
    expect(says(desk, contact)[0]).toBe("1");
    desk.clock.advance(20 * 450);
    expect(says(desk, contact)).toEqual([]);
    expect(desk.clock.waiting).toBe(0);
    expect(desk.store.searchIndex.progress().indexedFrom).toBe(0);
  });

  it("gives the search index up once where very many go, in whatever conversations, and keeps the rest", () => {
    const desk = openDesk();
    const contacts = [desk.befriend(bob), desk.befriend(mallory)];
    desk.settings = { ...desk.settings, retentionDays: 1 };
    desk.store.db.pragma("synchronous = OFF");
    desk.context.write(() => {
      for (const contact of contacts) for (let count = 0; count < 600; count += 1) hear(desk, contact, String(count));
    });
    desk.clock.advance(2 * DAY);
    for (const contact of contacts) hear(desk, contact, "new");
    const newest = Math.max(...contacts.map((contact) => desk.messages(contact).at(-1)!.id));
    createRetention(desk.context).tidy();
    desk.clock.advance(20 * 601);
    expect(desk.store.searchIndex.progress().indexedFrom).toBe(newest + 1);
    desk.clock.advance(2000);
    expect(contacts.map((contact) => says(desk, contact))).toEqual([["new"], ["new"]]);
    expect(desk.store.searchIndex.progress().indexedFrom).toBe(newest + 1);
  });

  it("gives others their turn also between conversations of which only a little goes", () => {
    const desk = openDesk();
    const contacts = [desk.befriend(bob), desk.befriend(mallory)];
    desk.settings = { ...desk.settings, retentionDays: 1 };
    for (const contact of contacts) hear(desk, contact, "old");
    desk.clock.advance(2 * DAY);
    createRetention(desk.context).tidy();
    expect(contacts.map((contact) => says(desk, contact))).toEqual([[], ["old"]]);
    desk.clock.advance(1000);
    expect(contacts.map((contact) => says(desk, contact))).toEqual([[], []]);
  });

  it("counts what would go: in one conversation, or in all that follow the settings", () => {
    const desk = openDesk();
    const [one, other, ruled] = [desk.befriend(bob), desk.befriend(mallory), desk.befriend(namesake("eve"))];
    for (const contact of [one, one, other, ruled]) hear(desk, contact, "old");
    setRetention(desk.context, ruled, 0);
    desk.clock.advance(8 * DAY);
    hear(desk, one, "new");
    const retention = createRetention(desk.context);
    expect(retention.count(7, one)).toBe(2);
    expect(retention.count(7)).toBe(3);
    expect(retention.count(9)).toBe(0);
    expect(retention.count(0)).toBe(0);
  });

  it("goes on next hour when the store fails now", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    hear(desk, contact, "old");
    setRetention(desk.context, contact, 1);
    desk.clock.advance(2 * DAY);
    let broken = true;
    const stop = createRetention({
      ...desk.context,
      write: (work) => {
        if (broken) throw new Error("disk full");
        return desk.context.write(work);
      },
    }).start();
    expect(desk.logged).toMatchObject([{ event: "retention-failed" }]);
    expect(says(desk, contact)).toEqual(["old"]);
    broken = false;
    desk.clock.advance(HOUR);
    expect(says(desk, contact)).toEqual([]);
    stop();
  });

  it("needs a contact", () => {
    const desk = openDesk();
    expect(() => { setRetention(desk.context, 99 as ContactId, 7); }).toThrow("unknown-contact");
  });
});
