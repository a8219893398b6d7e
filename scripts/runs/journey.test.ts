import { describe, expect, it } from "vitest";
import { sign } from "../../main/crypto/rsa";
import { alice } from "../../main/protocol/testing/people";
import { createJourney } from "./journey";

describe("the time of a run", () => {
  it("stands still while something computes", async () => {
    const journey = createJourney();
    const start = journey.clock.now();
    let signedAt: number | undefined;
    void sign(alice.identity.privateKey, new Uint8Array(10)).then(() => {
      signedAt = journey.clock.now();
    });
    await journey.pass(1000);
    expect([signedAt, journey.clock.now()]).toEqual([start, start + 1000]);
  });

  it("goes from timer to timer until the condition holds, or to the limit", async () => {
    const journey = createJourney();
    const start = journey.clock.now();
    let rings = 0;
    journey.clock.after(3_600_000, () => {
      rings += 1;
    });
    expect(await journey.until(() => rings === 1, 4_000_000)).toBe(true);
    expect(journey.clock.now()).toBe(start + 3_600_000);
    expect(await journey.until(() => rings === 2, 1000)).toBe(false);
    expect(journey.clock.now()).toBe(start + 3_601_000);
  });

  it("passes until work is over, which may fail", async () => {
    const { clock, over } = createJourney();
    const work = () => new Promise<number>((resolve) => void clock.after(500, () => { resolve(7); }));
    expect(await over(work())).toBe(7);
    await expect(over(work().then(() => Promise.reject(new Error("no"))))).rejects.toThrow("no");
    await expect(over(new Promise(() => undefined))).rejects.toThrow("did not end");
  });
});
