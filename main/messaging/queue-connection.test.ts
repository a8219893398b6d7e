// Whatever the connection does, no attempt is made or counted without it (spec 2.3, step 5).
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageId } from "../../shared/ids";
import { namesake, turns } from "./testing/desk";
import { cryptoDone } from "./testing/letters";
import { NO_ANSWER, type Sending } from "./testing/scripted-sender";
import { openSendingDesk } from "./testing/sending-desk";

const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ type: "connect" } as const) },
  { weight: 3, arbitrary: fc.constant({ type: "disconnect" } as const) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("write" as const), to: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("answer" as const), how: fc.constantFrom("sent", "silence", "not-connected" as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("wait" as const), by: fc.integer({ min: 1, max: 120_000 }) }) },
  { weight: 1, arbitrary: fc.constantFrom({ type: "doubt" } as const, { type: "seal" } as const) },
);

describe("a connection that comes and goes", () => {
  it("costs no attempt while it is gone, and everything is sent in the end", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const desk = openSendingDesk({ connected: false });
        const contacts = ["anna", "ben", "cleo"].map((name) => desk.befriend(namesake(name)));
        const ids: MessageId[] = [];
        let connected = false;
        let answered = 0;
        let taken = 0;
        /** Nothing may have left since the look before unless there was a connection. */
        const look = async (): Promise<readonly Sending[]> => {
          const before = desk.sender.sendings.length;
          await turns();
          if (!connected) expect(desk.sender.sendings).toHaveLength(before);
          expect(desk.sender.inFlight).toBeLessThanOrEqual(8);
          return desk.sender.sendings.slice(answered);
        };
        const connect = (value: boolean): void => {
          connected = value;
          desk.queue.setConnected(value);
        };
        const answer = (sending: Sending, how: "sent" | "silence" | "not-connected"): void => {
          answered += 1;
          if (how === "not-connected") taken += 1;
          sending.answer(how === "sent" ? { type: "sent" } : how === "silence" ? NO_ANSWER : { type: "not-connected" });
        };
        for (const current of steps) {
          if (current.type === "connect") connect(true);
          if (current.type === "disconnect") connect(false);
          if (current.type === "write") ids.push(desk.write(contacts[current.to]!, "text"));
          if (current.type === "wait") desk.clock.advance(current.by);
          if (current.type === "doubt") desk.queue.setConnected(false);
          if (current.type === "doubt") connect(connected);
          if (current.type === "seal") await cryptoDone();
          const [oldest] = await look();
          if (current.type === "answer" && oldest !== undefined) answer(oldest, current.how);
        }
        connect(true);
        for (let round = 0; ids.some((id) => desk.text(id).delivery.status !== "sent"); round += 1) {
          expect(round).toBeLessThan(500);
          for (const sending of await look()) answer(sending, "sent");
          await cryptoDone();
          desk.clock.advance(10_000);
        }
        const attempts = ids.reduce((sum, id) => sum + desk.text(id).attempts, 0);
        expect(attempts).toBe(desk.sender.sendings.length - taken);
        await desk.queue.stop(0);
      }),
      { numRuns: 12 },
    );
  });
});
