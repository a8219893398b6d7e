import { describe, expect, it } from "vitest";
import { OWN_CAPABILITIES } from "../../shared/capability";
import type { ContactId, MessageId } from "../../shared/ids";
import { bob, mallory } from "../protocol/testing/people";
import { startHousekeeping } from "./housekeeping";
import { sendText } from "./send-text";
import { openDesk, WITHOUT_RECEIPTS, type Desk } from "./testing/desk";
import { sealText } from "./testing/letters";
import { openReceivingDesk } from "./testing/receiving-desk";

const DAY = 24 * 3600 * 1000;
const nothingToRenew = (): void => undefined;

function answered(desk: Desk, contact: ContactId, status: "sent" | "stored"): MessageId {
  const { id } = sendText(desk.context, contact, status);
  desk.store.outgoing.remove(desk.store.outgoing.findForMessage(id)!.id);
  desk.store.messages.setDelivery(id, { status }, { settledAt: desk.clock.now() });
  return id;
}

describe("housekeeping", () => {
  it("forgets raw copies after 90 days and what could not be opened after 30", async () => {
    const desk = openReceivingDesk();
    const body = await sealText("hello", 7);
    await desk.take("rubbish");
    await desk.take(body);
    const stop = startHousekeeping(desk.context, nothingToRenew);
    desk.clock.advance(30 * DAY);
    expect(desk.inboxRows()).toHaveLength(2);
    desk.clock.advance(DAY);
    expect(desk.inboxRows()).toHaveLength(0);
    desk.clock.advance(59 * DAY);
    expect(desk.receive(body)).toBe(200);
    expect(desk.inboxRows()).toHaveLength(0);
    desk.clock.advance(DAY);
    expect(desk.receive(body)).toBe(200);
    expect(desk.inboxRows()).toHaveLength(1);
    stop();
  });

  it("calls a text failed when an app that sends receipts sent none for 14 days", () => {
    const desk = openDesk();
    const contact = desk.befriend();
    const ids = [answered(desk, contact, "sent"), answered(desk, contact, "stored")];
    const stop = startHousekeeping(desk.context, nothingToRenew);
    desk.clock.advance(14 * DAY);
    expect(ids.map((id) => desk.text(id).delivery.status)).toEqual(["sent", "stored"]);
    desk.clock.advance(DAY);
    for (const id of ids) expect(desk.text(id).delivery).toEqual({ status: "failed", reason: { code: "no-receipt" } });
    stop();
  });

  it("leaves texts alone to apps that send no receipts, or sent none yet when the text went", () => {
    const desk = openDesk();
    const never = answered(desk, desk.befriend(mallory, { capabilities: WITHOUT_RECEIPTS }), "sent");
    const contact = desk.befriend(bob, { capabilities: WITHOUT_RECEIPTS });
    const before = answered(desk, contact, "sent");
    desk.clock.advance(DAY);
    desk.store.capabilities.insert(contact, { strings: OWN_CAPABILITIES, carrier: "presence", since: desk.clock.now() });
    const after = answered(desk, contact, "sent");
    desk.clock.advance(30 * DAY);
    startHousekeeping(desk.context, nothingToRenew)();
    expect([never, before, after].map((id) => desk.text(id).delivery.status)).toEqual(["sent", "sent", "failed"]);
  });

  it("goes on tomorrow when the store fails today, and ends when it is stopped", () => {
    const desk = openDesk();
    let broken = true;
    let runs = 0;
    const context: typeof desk.context = {
      ...desk.context,
      write: (work) => {
        runs += 1;
        if (broken) throw new Error("disk full");
        return desk.context.write(work);
      },
    };
    const stop = startHousekeeping(context, nothingToRenew);
    broken = false;
    desk.clock.advance(DAY);
    expect(runs).toBe(2);
    expect(desk.logged).toMatchObject([{ event: "housekeeping-failed" }]);
    stop();
    expect(desk.clock.waiting).toBe(0);
  });
});
