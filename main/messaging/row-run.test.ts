import { describe, expect, it } from "vitest";
import { bob } from "../protocol/testing/people";
import { enqueueAck } from "./acks";
import type { SendOutcome } from "./ports";
import { removeMessage, resend, takeBack } from "./resend";
import { GIVE_UP_AFTER_ONLINE } from "./retry-policy";
import { turns } from "./testing/desk";
import { cryptoDone, textIn } from "./testing/letters";
import { NO_ANSWER } from "./testing/scripted-sender";
import { openSendingDesk } from "./testing/sending-desk";
import { retrying, underWay } from "./testing/under-way";

const SENT = { type: "sent" } as const;

describe("an answer that leaves the outcome open", () => {
  it("is followed by the same bytes at the times of the schedule", async () => {
    const { desk, id, sending } = await retrying();
    for (const [index, seconds] of [1, 3, 10, 15].entries()) {
      expect(desk.text(id).delivery).toEqual({
        status: "retrying",
        at: desk.clock.now() + seconds * 1000,
        attempt: index + 1,
        reason: { code: "no-answer" },
      });
      desk.clock.advance(seconds * 1000 - 1);
      await turns();
      expect(desk.sender.inFlight).toBe(0);
      desk.clock.advance(1);
      const again = await desk.sender.next();
      expect(again.body).toBe(sending.body);
      again.answer(NO_ANSWER);
      await desk.until(() => desk.text(id).delivery.status === "retrying");
      await turns();
    }
  });

  it("waits as long as the server asks, and by chance longer", async () => {
    const { desk, id, sending } = await underWay();
    sending.answer({ type: "retryable", reason: { code: "server-busy", sipStatus: 503 }, retryAfter: 20_000 });
    await desk.reaches(id, "retrying");
    expect(desk.text(id).delivery).toMatchObject({ at: desk.clock.now() + 25_000 });
  });

  it("is noted in the timeline with reason and next time", async () => {
    const { desk, id } = await retrying();
    const now = desk.clock.now();
    expect(desk.store.attempts.ofMessage(id)).toEqual([
      { startedAt: now, endedAt: now, outcome: "retryable", reason: { code: "no-answer" }, retryAt: now + 1000 },
    ]);
  });

  it("changes nothing when the ack came first", async () => {
    const { desk, id, sending } = await underWay();
    desk.context.write((emit) => {
      desk.store.messages.setDelivery(id, { status: "delivered" });
      desk.store.outgoing.remove(desk.store.outgoing.findForMessage(id)!.id);
      emit({ type: "conversation-touched", contactId: desk.text(id).contactId });
    });
    sending.answer(NO_ANSWER);
    await turns();
    expect(desk.text(id).delivery.status).toBe("delivered");
    expect(desk.store.attempts.ofMessage(id)).toMatchObject([{ outcome: "retryable" }]);
    expect(desk.store.attempts.ofMessage(id)[0]).not.toHaveProperty("retryAt");
  });
});

describe("an answer after the deadline", () => {
  it("makes a text sent that waits for its next try, and lets the ones behind it go", async () => {
    const { desk, id, sending } = await retrying();
    const second = desk.write(desk.text(id).contactId, "second");
    await turns();
    expect(desk.sender.inFlight).toBe(0);
    sending.late(SENT);
    expect(desk.text(id).delivery.status).toBe("sent");
    expect(await textIn((await desk.sender.next()).body)).toBe("second");
    expect(desk.text(second).delivery.status).toBe("sending");
  });

  it("makes a failed text sent", async () => {
    const { desk, id, sending } = await retrying();
    desk.clock.advance(1000);
    (await desk.sender.next()).answer({ type: "permanent", reason: { code: "refused" } });
    await desk.reaches(id, "failed");
    sending.late({ type: "stored" });
    expect(desk.text(id).delivery.status).toBe("stored");
  });

  it("counts only when it is good news, and only once", async () => {
    const { desk, id, sending } = await retrying();
    sending.late({ type: "permanent", reason: { code: "refused" } });
    sending.late(NO_ANSWER);
    expect(desk.text(id).delivery.status).toBe("retrying");
    sending.late(SENT);
    sending.late(SENT);
    expect(desk.text(id).delivery.status).toBe("sent");
  });

  it("ends an ack that waits for its next try", async () => {
    const desk = openSendingDesk();
    enqueueAck(desk.context, desk.contact(desk.befriend()), "delivery-ack", [7]);
    desk.queue.wake(bob.address);
    desk.clock.advance(500);
    const sending = await desk.sender.next();
    sending.answer(NO_ANSWER);
    await turns();
    expect(desk.store.outgoing.head(bob.address, "ack")?.state).toBe("retrying");
    sending.late(SENT);
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });
});

describe("an answer to a row that was replaced by hand meanwhile", () => {
  it.each<[string, SendOutcome]>([
    ["refused", { type: "permanent", reason: { code: "refused" } }],
    ["given up", NO_ANSWER],
  ])("says nothing against the new one: %s", async (_what, outcome) => {
    const { desk, id, sending } = await retrying();
    desk.clock.advance(1000);
    const again = await desk.sender.next();
    sending.late(SENT);
    resend(desk.context, id);
    expect(desk.text(id).delivery.status).toBe("queued");
    desk.online = GIVE_UP_AFTER_ONLINE;
    again.answer(outcome);
    const anew = await desk.sender.next();
    expect(desk.text(id).delivery.status).toBe("sending");
    anew.answer(SENT);
    await desk.reaches(id, "sent");
  });
});

describe("an attempt that never reached the wire", () => {
  it.each(["not-connected", "account-problem"] as const)("is none: %s", async (type) => {
    const { desk, id, sending } = await underWay();
    sending.answer({ type });
    await desk.reaches(id, "queued");
    expect(desk.text(id).attempts).toBe(0);
    expect(desk.store.attempts.ofMessage(id)).toEqual([]);
    expect(desk.store.outgoing.findForMessage(id)).toMatchObject({ state: "queued", sendAttempts: 0 });
    expect(takeBack(desk.context, id)).toBe("text");
  });

  it("is tried again after a moment with the same bytes, if nothing else comes first", async () => {
    const { desk, sending } = await underWay();
    sending.answer({ type: "not-connected" });
    await turns();
    expect(desk.sender.inFlight).toBe(0);
    desk.clock.advance(5000);
    expect((await desk.sender.next()).body).toBe(sending.body);
  });

  it("is tried at once when something woke the queue meanwhile", async () => {
    const { desk, sending } = await underWay();
    desk.queue.wake(bob.address);
    sending.answer({ type: "not-connected" });
    await desk.sender.next();
    expect(desk.sender.sendings).toHaveLength(2);
  });
});

describe("a text that is taken away while it is being sealed", () => {
  it.each([
    ["taken back", takeBack],
    ["deleted", removeMessage],
  ] as const)("never leaves: %s", async (_what, takeAway) => {
    const desk = openSendingDesk();
    const contact = desk.befriend();
    const id = desk.write(contact, "no!");
    takeAway(desk.context, id);
    await cryptoDone();
    desk.write(contact, "yes");
    expect(await textIn((await desk.sender.next()).body)).toBe("yes");
    expect(desk.sender.sendings).toHaveLength(1);
  });

  it("does not stop the network's answer to one that had left", async () => {
    const { desk, id, sending } = await underWay();
    removeMessage(desk.context, id);
    sending.answer(SENT);
    await turns();
    expect(desk.sender.inFlight).toBe(0);
    expect(desk.store.outgoing.lanes()).toEqual([]);
  });
});
