import { describe, expect, it } from "vitest";
import { faultDice, type FaultRates } from "./fate";
import { readFrame } from "./frame";

const NONE: FaultRates = {
  lost: 0, duplicated: 0, reordered: 0, late: 0, delayed: 0, halfOpen: 0, frozen: 0, slowReader: 0, reset: 0, answered: 0,
};
const times = { reorder: 100, late: 100, delay: 100, freeze: 100, slow: 100, slowPause: 10 };
const request = readFrame("up", "MESSAGE sip:bob@x.test SIP/2.0\r\n\r\n");
const response = readFrame("down", "SIP/2.0 200 OK\r\nCSeq: 1 MESSAGE\r\n\r\n");

/** Numbers in [0, 1) from the seed; a stand-in that shows nothing about the product. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

function dice(up: Partial<FaultRates>, down: Partial<FaultRates> = {}, seed = 1) {
  const rates = { up: { ...NONE, ...up }, down: { ...NONE, ...down } };
  return faultDice({ fraction: seeded(seed), rates, times, answers: { up: { MESSAGE: [{ type: "answer", status: 503 }] }, down: {} } });
}

describe("the dice of the fault proxy", () => {
  it("hit as often as they are told, each direction by itself", () => {
    const choose = dice({ lost: 0.1, duplicated: 0.05, reordered: 0.1 }, { reset: 0.5 });
    const fates = Array.from({ length: 10_000 }, () => choose(request).type);
    const share = (type: string): number => fates.filter((fate) => fate === type).length / fates.length;
    expect([share("lose"), share("duplicate"), share("reorder"), share("reset")].map((value) => Math.round(value * 100))).toEqual([10, 5, 10, 0]);
    expect(Array.from({ length: 100 }, () => choose(response).type)).toContain("reset");
  });

  it("fall the same for the same seed, and otherwise for another", () => {
    const run = (seed: number) => {
      const choose = dice({ lost: 0.3, late: 0.3 }, {}, seed);
      return Array.from({ length: 50 }, () => choose(request));
    };
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
  });

  it("make up answers to the chosen requests only, and leave keep-alives alone", () => {
    const choose = dice({ answered: 1 }, { answered: 1 });
    expect(choose(request)).toEqual({ type: "answer", status: 503 });
    expect(choose(readFrame("up", "REGISTER sip:x.test SIP/2.0\r\n\r\n")).type).toBe("pass");
    expect(choose(response).type).toBe("pass");
    expect(dice({ lost: 1 })(readFrame("up", "\r\n\r\n")).type).toBe("pass");
  });
});
