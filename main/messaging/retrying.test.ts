import { describe, expect, it } from "vitest";
import { bob } from "../protocol/testing/people";
import { enqueueAck } from "./acks";
import { sendNow } from "./resend";
import { GIVE_UP_AFTER_ONLINE } from "./retry-policy";
import { turns } from "./testing/desk";
import { NO_ANSWER } from "./testing/scripted-sender";
import { openSendingDesk } from "./testing/sending-desk";
import { retrying, underWay } from "./testing/under-way";

const SENT = { type: "sent" } as const;

describe("giving up", () => {
  it("needs a day online since the text was written, however long it was offline", async () => {
    const { desk, id } = await retrying();
    desk.clock.advance(1000);
    const second = await desk.sender.next();
    desk.clock.advance(40 * 24 * 3600 * 1000);
    desk.online = GIVE_UP_AFTER_ONLINE - 1;
    second.answer(NO_ANSWER);
    await desk.reaches(id, "retrying");
    desk.queue.retryNow(bob.address);
    const third = await desk.sender.next();
    desk.online = GIVE_UP_AFTER_ONLINE;
    third.answer(NO_ANSWER);
    await desk.reaches(id, "failed");
    expect(desk.text(id).delivery).toEqual({ status: "failed", reason: { code: "outcome-unknown" } });
    expect(desk.store.outgoing.findForMessage(id)).toBeUndefined();
  });

  it("gives a text that waited behind another its one attempt first", async () => {
    const { desk, id, sending } = await underWay();
    const second = desk.write(desk.text(id).contactId, "second");
    desk.online = GIVE_UP_AFTER_ONLINE;
    sending.answer(NO_ANSWER);
    const other = await desk.sender.next();
    expect(desk.text(id).delivery.status).toBe("failed");
    other.answer(SENT);
    await desk.reaches(second, "sent");
  });

  it("drops an ack without a word", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    enqueueAck(desk.context, desk.contact(contact), "delivery-ack", [7]);
    desk.queue.wake(bob.address);
    desk.clock.advance(500);
    desk.online = GIVE_UP_AFTER_ONLINE;
    (await desk.sender.next()).answer(NO_ANSWER);
    await turns();
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });
});

describe("a known retry time", () => {
  it("ends with Send now, with the same bytes", async () => {
    const { desk, id, sending } = await retrying();
    sendNow(desk.context, id);
    expect(desk.text(id).delivery.status).toBe("queued");
    desk.queue.wake(bob.address);
    expect((await desk.sender.next()).body).toBe(sending.body);
  });

  it("ends when the contact appears, and when the connection comes back or is not in doubt any more", async () => {
    const { desk } = await retrying();
    desk.queue.retryNow(bob.address);
    (await desk.sender.next()).answer(NO_ANSWER);
    await turns();
    desk.queue.setConnected(false);
    desk.queue.setConnected(true);
    await desk.sender.next();
    expect(desk.sender.sendings).toHaveLength(3);
  });

  it("is not moved away by waking the queue again and again", async () => {
    const { desk } = await retrying();
    for (let time = 0; time < 999; time += 111) {
      desk.clock.advance(111);
      desk.queue.wake(bob.address);
    }
    await turns();
    expect(desk.sender.sendings).toHaveLength(1);
    desk.clock.advance(1);
    await desk.sender.next();
  });

  it("is not moved away by a clock that is set back", async () => {
    const { desk } = await retrying();
    desk.clock.setBy(-8 * 3600 * 1000);
    desk.queue.wake(bob.address);
    desk.clock.advance(1000);
    await desk.sender.next();
    expect(desk.sender.sendings).toHaveLength(2);
  });

  it("is not kept for a day because the clock was a day ahead when it was written down", async () => {
    const desk = openSendingDesk({ connected: false });
    enqueueAck(desk.context, desk.contact(desk.befriend()), "delivery-ack", [7]);
    desk.clock.setBy(-24 * 3600 * 1000);
    desk.queue.setConnected(true);
    desk.clock.advance(2000);
    await desk.sender.next();
    expect(desk.sender.sendings).toHaveLength(1);
  });

  it("is over when the computer slept past it and is woken", async () => {
    const { desk } = await retrying();
    desk.clock.suspend(8 * 3600 * 1000);
    desk.queue.wake(bob.address);
    await desk.sender.next();
    await turns();
    expect(desk.sender.sendings).toHaveLength(2);
  });
});
