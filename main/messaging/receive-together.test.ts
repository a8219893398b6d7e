import { describe, expect, it } from "vitest";
import { MESSAGE_CONTENT_TYPE, PLAIN_CONTENT_TYPE } from "../../shared/wire";
import { bob } from "../protocol/testing/people";
import type { MessagingContext } from "./context";
import type { IncomingMessage, ReceiveAnswer } from "./ports";
import { createReceiveTogether } from "./receive-together";
import { sealText } from "./testing/letters";
import { openReceivingDesk, type ReceivingDesk } from "./testing/receiving-desk";

function deliver({ inbox }: ReceivingDesk, context: MessagingContext, ...bodies: readonly string[]): Promise<readonly ReceiveAnswer[]> {
  const receive = createReceiveTogether(context, () => { inbox.wake(); });
  const messages = bodies.map((body, index): IncomingMessage => ({
    from: bob.address,
    contentType: body.startsWith("plain") ? PLAIN_CONTENT_TYPE : MESSAGE_CONTENT_TYPE,
    body,
    stored: false,
    requestId: `call-${String(index)} 1`,
  }));
  return Promise.all(messages.map(async (message) => receive(message)));
}

describe("messages that arrive together", () => {
  it("are committed at once and opened in their order; what is refused among them is answered by itself", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    let commits = 0;
    const counted: MessagingContext = {
      ...desk.context,
      write(work) {
        if (!desk.store.db.inTransaction) commits += 1;
        return desk.context.write(work);
      },
    };
    const bodies = await Promise.all(["a", "b", "c"].map((text, index) => sealText(text, index + 1)));
    expect(await deliver(desk, counted, bodies[0]!, "plain", bodies[1]!, bodies[1]!, bodies[2]!)).toEqual([200, 415, 200, 200, 200]);
    expect(commits).toBe(1);
    await desk.inbox.idle();
    expect(desk.shown(contact)).toEqual(["a", "b", "c"]);
  });

  it("are stored and answered one by one when one of them cannot be stored, and that one can come again", async () => {
    const desk = openReceivingDesk();
    const contact = desk.befriend();
    const [good, bad, last] = await Promise.all(["good", "bad", "last"].map((text, index) => sealText(text, index + 1)));
    const { incoming } = desk.store;
    const failing: typeof incoming = {
      ...incoming,
      insert(row) {
        if (row.body === bad) throw new Error("cannot be stored");
        incoming.insert(row);
      },
    };
    const broken = { ...desk.context, store: { ...desk.store, incoming: failing } };
    expect(await deliver(desk, broken, good!, bad!, last!)).toEqual([200, 503, 200]);
    await desk.inbox.idle();
    expect(desk.shown(contact)).toEqual(["good", "last"]);
    expect(await deliver(desk, desk.context, bad!)).toEqual([200]);
    await desk.inbox.idle();
    expect(desk.shown(contact)).toEqual(["good", "last", "bad"]);
  });

  it("that find the disk full are all refused and none of them is taken for known: each can come again", async () => {
    const desk = openReceivingDesk();
    const { db } = desk.store;
    desk.befriend();
    const bodies = ["AAAA", "BBBB", "CCCC"].map((part) => part.repeat(10_000));
    db.pragma(`max_page_count = ${String(db.pragma("page_count", { simple: true }))}`);
    expect(await deliver(desk, desk.context, ...bodies)).toEqual([503, 503, 503]);
    db.pragma("max_page_count = 1000000");
    expect(db.prepare("SELECT count(*) FROM raw_copies").pluck().get()).toBe(0);
    expect(await deliver(desk, desk.context, ...bodies)).toEqual([200, 200, 200]);
    expect(desk.inboxRows()).toHaveLength(3);
  });

  it("are answered 503 when the file is closed", async () => {
    const desk = openReceivingDesk();
    desk.store.db.close();
    expect(await deliver(desk, desk.context, "AAAA", "AAAB")).toEqual([503, 503]);
  });
});
