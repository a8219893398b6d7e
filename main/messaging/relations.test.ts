import { describe, expect, it } from "vitest";
import type { DomainEvent } from "../events/domain-events";
import { bob, mallory } from "../protocol/testing/people";
import { enqueueAck } from "./acks";
import { followContacts } from "./follow";
import { accept, addByAddress, block, removeContact } from "./relations";
import { openDesk, type Desk } from "./testing/desk";
import { openReceivingDesk } from "./testing/receiving-desk";
import { sealText } from "./testing/letters";

describe("adding a contact by address", () => {
  it("takes any spelling of the address, and gives the same contact for each", () => {
    const desk = openDesk();
    const id = addByAddress(desk.context, "  sip:Dave@EXAMPLE.com:5060;transport=ws ", "Dave");
    expect(desk.contact(id)).toMatchObject({ address: "Dave@example.com", localName: "Dave", relation: "accepted" });
    expect(addByAddress(desk.context, "Dave@example.com", undefined)).toBe(id);
  });

  it.each([
    ["not an address", "invalid-address"],
    ["alice@phone-x.net", "own-address"],
  ])("refuses %s", (typed, code) => {
    const desk = openDesk();
    expect(() => addByAddress(desk.context, typed, undefined)).toThrow(code);
    expect(desk.store.contacts.all()).toEqual([]);
  });

  it("who had written already accepts the request: their texts are acknowledged", async () => {
    const desk = openReceivingDesk();
    const id = desk.befriend(bob, { relation: "request" });
    await desk.take(await sealText("hello", 7));
    expect(desk.owedTo(bob.address)).toBe(0);
    expect(addByAddress(desk.context, bob.address, undefined)).toBe(id);
    expect(desk.owedTo(bob.address)).toBe(1);
  });
});

describe("a block", () => {
  it("drops what was unopened and what was owed, keeps the history, and ends with everything acknowledged", async () => {
    const desk = openReceivingDesk();
    const id = desk.befriend();
    await desk.take(await sealText("hello", 7));
    await desk.take("rubbish");
    block(desk.context, id);
    expect(desk.inboxRows()).toEqual([]);
    expect(desk.owedTo(bob.address)).toBe(0);
    expect(desk.shown(id)).toEqual(["hello"]);
    accept(desk.context, id);
    expect(desk.contact(id).relation).toBe("accepted");
    expect(desk.owedTo(bob.address)).toBe(1);
  });
});

describe("removing a contact", () => {
  it("takes the conversation and everything that waits, and keeps key and pin", async () => {
    const desk = openReceivingDesk({ connected: false });
    const id = desk.befriend(bob, { pin: { level: "2.2", since: 1, by: "proved" } });
    desk.write(id, "never sent");
    enqueueAck(desk.context, desk.contact(id), "delivery-ack", [5]);
    await desk.take("rubbish");
    removeContact(desk.context, id);
    expect(desk.messages(id)).toEqual([]);
    expect(desk.store.conversations.find(id)).toBeUndefined();
    expect(desk.store.outgoing.lanes()).toEqual([]);
    expect(desk.inboxRows()).toEqual([]);
    expect(desk.contact(id)).toMatchObject({ relation: "none", pin: { level: "2.2" } });
    expect(desk.context.trust.of(id).status).toBe("pinned");
    expect(() => { accept(desk.context, id); }).toThrow("not-allowed-now");
  });
});

describe("whose presence is followed", () => {
  function following(desk: Desk) {
    const watched: string[][] = [];
    const hear = followContacts(desk.store, desk.context.presence, (addresses) => watched.push([...addresses]));
    return {
      watched,
      /** Lets it hear what happened since the last time. */
      hearAll: () => { for (const event of desk.events.splice(0)) hear(event); },
      hear: (event: DomainEvent) => { hear(event); },
    };
  }

  it("are contacts and requests, and it changes with the relation only", () => {
    const desk = openDesk();
    const id = desk.befriend();
    desk.befriend(mallory, { relation: "blocked" });
    const { watched, hearAll, hear } = following(desk);
    expect(watched).toEqual([[bob.address]]);
    hear({ type: "contact-touched", contactId: id });
    expect(watched).toHaveLength(1);
    desk.context.presence.update(bob.address, "online", 5);
    block(desk.context, id);
    hearAll();
    expect(watched.at(-1)).toEqual([]);
    expect(desk.context.presence.of(bob.address, undefined)).toEqual({ status: "unknown" });
    accept(desk.context, id);
    hearAll();
    expect(watched.at(-1)).toEqual([bob.address]);
    expect(watched).toHaveLength(3);
  });

  it("are all strangers who write, also when one request is answered as the next one comes", async () => {
    const desk = openReceivingDesk();
    const { watched, hearAll } = following(desk);
    await desk.take(await sealText("hello", 1));
    hearAll();
    accept(desk.context, desk.store.contacts.findByAddress(bob.address)!.id);
    await desk.take(await sealText("hello", 1, { from: mallory }), { from: mallory.address });
    hearAll();
    expect(watched.at(-1)).toEqual([bob.address, mallory.address]);
  });
});
