import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { bob } from "../protocol/testing/people";
import { enqueueAck } from "./acks";
import { recover } from "./recovery";
import { sendText } from "./send-text";
import { openDesk, type Desk } from "./testing/desk";
import { openReceivingDesk } from "./testing/receiving-desk";
import { openSendingDesk } from "./testing/sending-desk";
import { sealText } from "./testing/letters";
import { underWay } from "./testing/under-way";

/** The desk after the power came back: the same file as it was on the disk at that moment. */
function afterPowerCut(desk: Desk): string {
  const file = join(tempFolder(), "stamp.db");
  for (const suffix of ["", "-wal"]) copyFileSync(`${desk.store.db.name}${suffix}`, `${file}${suffix}`);
  return file;
}

const recovered = (desk: Desk): unknown => desk.logged.find(({ event }) => event === "recovered");

describe("after a crash", () => {
  it("a text in flight is queued again and leaves with the same bytes", async () => {
    const { desk, id, sending } = await underWay();
    const restarted = openSendingDesk({ file: afterPowerCut(desk), connected: false });
    expect(restarted.text(id).delivery.status).toBe("sending");
    recover(restarted.context);
    expect(restarted.text(id)).toMatchObject({ delivery: { status: "queued" }, attempts: 1 });
    expect(restarted.store.attempts.ofMessage(id)).toMatchObject([{ outcome: "interrupted" }]);
    restarted.queue.setConnected(true);
    expect((await restarted.sender.next()).body).toBe(sending.body);
    expect(restarted.text(id).attempts).toBe(2);
  });

  it("an ack in flight leaves with the same bytes", async () => {
    const desk = openSendingDesk();
    enqueueAck(desk.context, desk.contact(desk.befriend()), "delivery-ack", [5]);
    desk.queue.wake(bob.address);
    desk.clock.advance(500);
    const sending = await desk.sender.next();
    const restarted = openSendingDesk({ file: afterPowerCut(desk), connected: false });
    recover(restarted.context);
    restarted.queue.setConnected(true);
    expect((await restarted.sender.next()).body).toBe(sending.body);
  });

  it("a message that was promised and not opened yet is opened", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    desk.receive(await sealText("promised", 7));
    const file = afterPowerCut(desk);
    const restarted = openReceivingDesk({ file });
    recover(restarted.context);
    restarted.inbox.wake();
    await restarted.inbox.idle();
    expect(restarted.shown(contact)).toEqual(["promised"]);
    expect(await restarted.take(await sealText("promised", 7))).toBe(200);
    expect(restarted.shown(contact)).toEqual(["promised"]);
  });

  it("nothing is changed that was right", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    const { id } = sendText(desk.context, contact, "waiting");
    const row = desk.store.outgoing.findForMessage(id);
    recover(desk.context);
    expect(desk.store.outgoing.findForMessage(id)).toEqual(row);
    expect(recovered(desk)).toEqual({
      event: "recovered",
      inFlight: 0,
      notifications: 0,
      rowsRemoved: 0,
      rowsAdded: 0,
      rowsAligned: 0,
      parkedAgain: 0,
    });
  });
});

describe("what cannot be, and is put right all the same", () => {
  it("a text that waits without a queue row gets one, with its nonce", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    const { id } = sendText(desk.context, contact, "lost");
    const row = desk.store.outgoing.findForMessage(id)!;
    desk.store.outgoing.remove(row.id);
    recover(desk.context);
    const added = desk.store.outgoing.findForMessage(id)!;
    expect(added).toMatchObject({ state: "queued", receiver: bob.address, ampVersion: row.ampVersion });
    expect(added.payload).toEqual(row.payload);
    expect(recovered(desk)).toMatchObject({ rowsAdded: 1 });
  });

  it("a text in flight without a row waits again", () => {
    const desk = openDesk();
    const { id } = sendText(desk.context, desk.befriend(), "lost");
    desk.store.messages.setDelivery(id, { status: "sending" });
    desk.store.outgoing.remove(desk.store.outgoing.findForMessage(id)!.id);
    recover(desk.context);
    expect(desk.text(id).delivery.status).toBe("queued");
    expect(desk.store.outgoing.findForMessage(id)?.state).toBe("queued");
  });

  it("a queue row of a text that is done, or of none, goes", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    const done = sendText(desk.context, contact, "done");
    desk.store.messages.setDelivery(done.id, { status: "delivered" });
    const orphan = desk.store.outgoing.insert({
      time: 1,
      sender: desk.context.own.address,
      receiver: bob.address,
      lane: "text",
      ampVersion: 2,
      payload: Uint8Array.of(1),
      onlineAtInsert: 0,
    });
    enqueueAck(desk.context, desk.contact(contact), "delivery-ack", [5]);
    recover(desk.context);
    expect(desk.store.outgoing.findForMessage(done.id)).toBeUndefined();
    expect(desk.store.outgoing.find(orphan)).toBeUndefined();
    expect(desk.store.outgoing.head(bob.address, "ack")).toBeDefined();
    expect(recovered(desk)).toMatchObject({ rowsRemoved: 2 });
  });

  it("a row in another state than its text takes the text's", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    const held = sendText(desk.context, contact, "held");
    const waiting = sendText(desk.context, contact, "waiting");
    desk.store.messages.setDelivery(held.id, { status: "held", reason: { code: "key-changed" } });
    desk.store.outgoing.setState(desk.store.outgoing.findForMessage(waiting.id)!.id, "sending");
    recover(desk.context);
    expect(desk.store.outgoing.findForMessage(held.id)?.state).toBe("held");
    expect(desk.store.outgoing.findForMessage(waiting.id)?.state).toBe("queued");
    expect(recovered(desk)).toMatchObject({ rowsAligned: 2 });
  });

  it("what was parked is looked at once more", async () => {
    const desk = openReceivingDesk();
    await desk.take(await sealText("hello", 7));
    expect(desk.inboxRows()).toMatchObject([{ state: "parked" }]);
    recover(desk.context);
    expect(desk.inboxRows()).toMatchObject([{ state: "new", code: "no-certificate" }]);
  });
});
