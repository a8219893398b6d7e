import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { alice, bob } from "../protocol/testing/people";
import type { MessagingContext } from "./context";
import { sealText } from "./testing/letters";
import { openReceivingDesk } from "./testing/receiving-desk";

describe("a message that arrives", () => {
  it("is written down before it is answered, and opened after", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    const body = await sealText("hello", 7);
    expect(desk.receive(body)).toBe(200);
    expect(desk.inboxRows()).toEqual([{ sender: bob.address, state: "new", code: null }]);
    expect(desk.shown(contact)).toEqual([]);
    await desk.inbox.idle();
    expect(desk.inboxRows()).toEqual([]);
    expect(desk.shown(contact)).toEqual(["hello"]);
  });

  it("is answered 503 when it cannot be written down, and nothing of it is remembered", async () => {
    const disk = { broken: true };
    const change = ({ write }: MessagingContext): Partial<MessagingContext> => ({
      write: (work) =>
        write((emit) => {
          const result = work(emit);
          if (disk.broken) throw Object.assign(new Error("disk full"), { code: "SQLITE_FULL" });
          return result;
        }),
    });
    const desk = openReceivingDesk({ change });
    const contact = desk.befriend();
    const body = await sealText("hello", 7);
    expect(await desk.take(body)).toBe(503);
    expect(desk.inboxRows()).toEqual([]);
    disk.broken = false;
    expect(await desk.take(body)).toBe(200);
    expect(desk.shown(contact)).toEqual(["hello"]);
  });

  it("is answered 503 when the store cannot even be asked", async () => {
    const desk = openReceivingDesk();
    desk.befriend();
    const body = await sealText("hello", 7);
    desk.store.db.close();
    expect(desk.receive(body)).toBe(503);
  });

  it("is refused when it is of another kind", () => {
    const desk = openReceivingDesk();
    desk.befriend();
    for (const contentType of ["text/plain", "application/octet-stream", ""]) {
      expect(desk.receive("AAAA", { contentType })).toBe(415);
    }
    expect(desk.inboxRows()).toEqual([]);
  });

  it("is not taken from our own address: it is one of ours that somebody sends back", async () => {
    const desk = openReceivingDesk();
    const sentBack = await sealText("mine", 7, { stp: { type: 1, version: 1 }, from: alice, to: alice });
    expect(await desk.take(sentBack, { from: alice.address })).toBe(200);
    expect(desk.inboxRows()).toEqual([]);
    expect(desk.store.contacts.all()).toEqual([]);
  });

  it("is refused above 60 000 characters", () => {
    const desk = openReceivingDesk();
    expect(desk.receive("A".repeat(60_001))).toBe(413);
    expect(desk.inboxRows()).toEqual([]);
    expect(desk.receive("A".repeat(60_000))).toBe(200);
    expect(desk.inboxRows()).toHaveLength(1);
  });

  it("of a blocked sender is answered and forgotten", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend(bob, { relation: "blocked" });
    const body = await sealText("hello", 7);
    expect(desk.receive(body)).toBe(200);
    expect(desk.inboxRows()).toEqual([]);
    await desk.inbox.idle();
    expect(desk.messages(contact)).toEqual([]);
    desk.store.contacts.setRelation(contact, "accepted");
    await desk.take(body);
    expect(desk.shown(contact)).toEqual(["hello"]);
  });
});

describe("the same bytes again", () => {
  it("are answered and dropped before anything is computed with them", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    const body = await sealText("hello", 7);
    await desk.take(body);
    expect(desk.receive(body)).toBe(200);
    expect(desk.inboxRows()).toEqual([]);
    expect(await desk.take(body, { stored: true })).toBe(200);
    expect(desk.shown(contact)).toEqual(["hello"]);
    expect(desk.store.messages.countUnread(contact)).toBe(1);
  });

  it("are dropped also while the first copy is not opened yet", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    const body = await sealText("hello", 7);
    expect([desk.receive(body), desk.receive(body)]).toEqual([200, 200]);
    await desk.inbox.idle();
    expect(desk.shown(contact)).toEqual(["hello"]);
  });

  it("from somebody else are another message", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    const body = await sealText("hello", 7);
    await desk.take(body, { from: "eve@example.com" as Address });
    await desk.take(body);
    expect(desk.shown(contact)).toEqual(["hello"]);
  });
});
