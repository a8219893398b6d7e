import { describe, expect, it } from "vitest";
import type { MessagingContext } from "./context";
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
});
