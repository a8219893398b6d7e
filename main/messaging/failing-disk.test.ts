import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { MESSAGE_CONTENT_TYPE } from "../../shared/wire";
import type { MessagingContext } from "./context";
import { createReceive } from "./receive";
import { turns } from "./testing/desk";
import { cryptoDone } from "./testing/letters";
import { openSendingDesk } from "./testing/sending-desk";
import { retrying, underWay } from "./testing/under-way";

const SENT = { type: "sent" } as const;

describe("a disk that fails", () => {
  function failing() {
    const disk = { broken: false };
    const change = ({ write }: MessagingContext): Partial<MessagingContext> => ({
      write: (work) => {
        if (disk.broken) throw Object.assign(new Error("disk full"), { code: "SQLITE_FULL" });
        return write(work);
      },
    });
    return { disk, change };
  }

  it("while an answer is written down costs a repetition of the same bytes, never the text", async () => {
    const { disk, change } = failing();
    const { desk, id, sending } = await underWay({ change });
    disk.broken = true;
    sending.answer(SENT);
    await turns();
    expect(desk.text(id).delivery.status).toBe("sending");
    disk.broken = false;
    desk.clock.advance(5000);
    const again = await desk.sender.next();
    expect(again.body).toBe(sending.body);
    again.answer(SENT);
    await desk.reaches(id, "sent");
    expect(desk.store.outgoing.findForMessage(id)).toBeUndefined();
  });

  it("before an attempt keeps the text from leaving until it works again", async () => {
    const { disk, change } = failing();
    const desk = openSendingDesk({ change });
    disk.broken = true;
    const id = desk.write(desk.befriend(), "text");
    await cryptoDone();
    expect(desk.sender.sendings).toHaveLength(0);
    expect(desk.text(id).attempts).toBe(0);
    disk.broken = false;
    desk.clock.advance(5000);
    (await desk.sender.next()).answer(SENT);
    await desk.reaches(id, "sent");
  });

  it("does not let a late answer through, but keeps the row for the next try", async () => {
    const { disk, change } = failing();
    const { desk, id, sending } = await retrying({ change });
    disk.broken = true;
    sending.late(SENT);
    expect(desk.text(id).delivery.status).toBe("retrying");
    disk.broken = false;
    desk.clock.advance(1000);
    (await desk.sender.next()).answer(SENT);
    await desk.reaches(id, "sent");
  });

  it("that is really full refuses a text and a message with that reason, whole, and takes both when there is room", () => {
    const desk = openSendingDesk();
    const { db } = desk.store;
    const bob = desk.befriend();
    const receive = createReceive(desk.context, () => undefined);
    const message = { from: "stranger@example.org" as Address, contentType: MESSAGE_CONTENT_TYPE, body: "AAAA".repeat(10_000), requestId: "", stored: false };
    db.pragma(`max_page_count = ${String(db.pragma("page_count", { simple: true }))}`);
    const fill = (): void => {
      for (let count = 0; count < 1000; count += 1) desk.write(bob, "until it is full ".repeat(900));
    };
    expect(fill).toThrow(expect.objectContaining({ code: "SQLITE_FULL" }));
    const [texts, rows] = ["messages", "message_queue"].map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    expect(texts).toBe(rows);
    expect(receive(message)).toBe(503);
    db.pragma("max_page_count = 1000000");
    expect(receive(message)).toBe(200);
    const id = desk.write(bob, "there is room again");
    expect(desk.text(id).delivery.status).toBe("queued");
  });
});
