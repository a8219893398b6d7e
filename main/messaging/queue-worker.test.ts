import { describe, expect, it } from "vitest";
import { bob } from "../protocol/testing/people";
import { enqueueAck } from "./acks";
import { namesake, turns } from "./testing/desk";
import { cryptoDone, textIn, unseal } from "./testing/letters";
import { NO_ANSWER } from "./testing/scripted-sender";
import { openSendingDesk, type SendingDesk } from "./testing/sending-desk";
import { removeMessage } from "./resend";

const SENT = { type: "sent" } as const;

function friends(desk: SendingDesk, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const friend = namesake(`friend${String(index)}`);
    return { friend, id: desk.befriend(friend) };
  });
}

describe("texts to one recipient", () => {
  it("go one after the other in the order they were written", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const ids = ["one", "two", "three"].map((text) => desk.write(contact, text));
    for (const [index, text] of ["one", "two", "three"].entries()) {
      const sending = await desk.sender.next();
      expect(await textIn(sending.body)).toBe(text);
      expect(desk.sender.inFlight).toBe(1);
      expect(desk.text(ids[index]!).delivery.status).toBe("sending");
      sending.answer(index === 1 ? { type: "stored" } : SENT);
    }
    await desk.reaches(ids[2]!, "sent");
    expect(ids.map((id) => desk.text(id).delivery.status)).toEqual(["sent", "stored", "sent"]);
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });

  it("wait behind one that will be tried again", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const first = desk.write(contact, "first");
    desk.write(contact, "second");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(first, "retrying");
    await turns();
    expect(desk.sender.sendings).toHaveLength(1);
    desk.clock.advance(1000);
    const again = await desk.sender.next();
    expect(await textIn(again.body)).toBe("first");
  });

  it("do not wait behind one that failed", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const first = desk.write(contact, "first");
    desk.write(contact, "second");
    (await desk.sender.next()).answer({ type: "permanent", reason: { code: "refused", sipStatus: 403 } });
    expect(await textIn((await desk.sender.next()).body)).toBe("second");
    expect(desk.text(first).delivery).toEqual({ status: "failed", reason: { code: "refused", sipStatus: 403 } });
  });

  it("do not wait behind one that is held", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const first = desk.write(contact, "first");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(first, "retrying");
    desk.context.store.contacts.setRelation(contact, "blocked");
    desk.clock.advance(1000);
    await desk.reaches(first, "held");
    desk.context.store.contacts.setRelation(contact, "accepted");
    desk.write(contact, "second");
    expect(await textIn((await desk.sender.next()).body)).toBe("second");
  });

  it("go on when the first one is deleted while it waits", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const first = desk.write(contact, "first");
    desk.write(contact, "second");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(first, "retrying");
    removeMessage(desk.context, first);
    desk.queue.wake(bob.address);
    expect(await textIn((await desk.sender.next()).body)).toBe("second");
  });
});

describe("recipients", () => {
  it("are served side by side, and never more than eight in all", async () => {
    const desk = openSendingDesk();
    const everybody = friends(desk, 12);
    for (const { id } of everybody) desk.write(id, "hello");
    const first = await Promise.all(Array.from({ length: 6 }, () => desk.sender.next()));
    for (const { friend, id } of everybody.slice(0, 5)) {
      enqueueAck(desk.context, desk.contact(id), "delivery-ack", [7]);
      desk.queue.wake(friend.address);
    }
    desk.clock.advance(500);
    const acks = await Promise.all([desk.sender.next(), desk.sender.next()]);
    for (const { to, body } of acks) {
      const { friend } = everybody.find(({ friend: { address } }) => address === to)!;
      expect((await unseal(body, friend)).content.type).toBe("delivery-ack");
    }
    await turns();
    expect(desk.sender.inFlight).toBe(8);

    let most = 0;
    for (const sending of [...first, ...acks]) sending.answer(SENT);
    for (let rest = 9; rest > 0; rest -= 1) {
      const sending = await desk.sender.next();
      most = Math.max(most, desk.sender.inFlight);
      sending.answer(SENT);
    }
    expect(most).toBeLessThanOrEqual(8);
    await desk.until(() => everybody.every(({ id }) => desk.messages(id).every((text) => text.kind === "own" && text.delivery.status === "sent")));
  });

  it("do not wait for each other's silence: an ack passes while texts get no answer", async () => {
    const desk = openSendingDesk();
    const everybody = friends(desk, 9);
    for (const { id } of everybody) desk.write(id, "hello");
    for (let n = 0; n < 6; n += 1) await desk.sender.next();
    const { friend, id } = everybody[8]!;
    enqueueAck(desk.context, desk.contact(id), "delivery-ack", [7]);
    desk.queue.wake(friend.address);
    desk.clock.advance(500);
    const ack = await desk.sender.next();
    expect(ack.to).toBe(friend.address);
    expect((await unseal(ack.body, friend)).content).toMatchObject({ type: "delivery-ack", nonces: [7] });
  });
});

describe("while not connected", () => {
  it("nothing is sent and no attempt is spent, then all goes out", async () => {
    const desk = openSendingDesk({ connected: false });
    const contact = desk.befriend();
    const id = desk.write(contact, "patience");
    desk.queue.retryNow(bob.address);
    desk.clock.advance(3600_000);
    await turns();
    expect(desk.sender.sendings).toHaveLength(0);
    expect(desk.text(id)).toMatchObject({ delivery: { status: "queued" }, attempts: 0 });
    desk.queue.setConnected(true);
    (await desk.sender.next()).answer(SENT);
    await desk.reaches(id, "sent");
    expect(desk.text(id).attempts).toBe(1);
  });

  it("a retry that comes due waits for the connection and goes at once with it", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const id = desk.write(contact, "text");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(id, "retrying");
    desk.queue.setConnected(false);
    desk.clock.advance(60_000);
    await turns();
    expect(desk.sender.sendings).toHaveLength(1);
    desk.queue.setConnected(true);
    await desk.sender.next();
    expect(desk.text(id)).toMatchObject({ delivery: { status: "sending" }, attempts: 2 });
  });

  it("a text that was being sealed when the connection went does not leave", async () => {
    const desk = openSendingDesk();
    const id = desk.write(desk.befriend(), "text");
    desk.queue.setConnected(false);
    await cryptoDone();
    expect(desk.sender.sendings).toHaveLength(0);
    expect(desk.text(id).attempts).toBe(0);
    desk.queue.setConnected(true);
    await desk.sender.next();
  });
});

describe("stopping", () => {
  it("lets those in flight end, and begins nothing new", async () => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const first = desk.write(contact, "first");
    const second = desk.write(contact, "second");
    const sending = await desk.sender.next();
    const stopped = desk.queue.stop(2000);
    sending.answer(SENT);
    await stopped;
    await desk.reaches(first, "sent");
    await turns();
    expect(desk.text(second).delivery.status).toBe("queued");
    expect(desk.sender.sendings).toHaveLength(1);
    expect(desk.clock.waiting).toBe(0);
  });

  it("leaves nothing waiting for those in flight that did not get through", async () => {
    const desk = openSendingDesk();
    const id = desk.write(desk.befriend(), "text");
    const sending = await desk.sender.next();
    const stopped = desk.queue.stop(2000);
    sending.answer({ type: "not-connected" });
    await stopped;
    await turns();
    expect(desk.text(id)).toMatchObject({ delivery: { status: "queued" }, attempts: 0 });
    expect(desk.clock.waiting).toBe(0);
  });

  it("waits no longer than it is told", async () => {
    const desk = openSendingDesk();
    desk.write(desk.befriend(), "silence");
    await desk.sender.next();
    let over = false;
    const stopped = desk.queue.stop(2000).then(() => { over = true; });
    desk.clock.advance(1999);
    await turns();
    expect(over).toBe(false);
    desk.clock.advance(1);
    await stopped;
    expect(over).toBe(true);
  });

  it("is immediate when nothing is in flight, and cancels what waits for its time", async () => {
    const desk = openSendingDesk();
    const id = desk.write(desk.befriend(), "text");
    (await desk.sender.next()).answer(NO_ANSWER);
    await desk.reaches(id, "retrying");
    await turns();
    await desk.queue.stop(2000);
    expect(desk.clock.waiting).toBe(0);
    desk.queue.setConnected(false);
    desk.queue.setConnected(true);
    desk.queue.wake(bob.address);
    desk.clock.advance(60_000);
    await turns();
    expect(desk.sender.sendings).toHaveLength(1);
  });
});
