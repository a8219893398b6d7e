import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openMessage } from "../../main/protocol/open-message";
import { readCorpus } from "./corpus";
import { flipBits } from "./flips";
import { SMIME, STPS } from "./sealing";

const corpus = await readCorpus(fileURLToPath(new URL("../..", import.meta.url)));
const seed = 20_261_127;

describe("a message with a single bit flipped", () => {
  it.each([SMIME, ...STPS])("of %j is refused, or says the same, 10 000 times", { timeout: 120_000 }, async (stp) => {
    const flips = 10_000;
    const { found, ...counts } = await flipBits(corpus, { stp, flips, seed });
    expect({ found, wrong: counts.wrong }).toEqual({ found: undefined, wrong: 0 });
    expect(counts.refused + counts.same).toBe(flips);
    expect(counts.refused).toBeGreaterThan(flips / 2);
    expect(counts.same).toBeGreaterThan(0);
  });
});

describe("a reader that lets something through is found", () => {
  const stp = { type: 4, version: 2 };

  it("when a message says something else", async () => {
    let calls = 0;
    const counts = await flipBits(corpus, {
      stp,
      flips: 2_000,
      seed,
      open: async (body, context) => {
        const opened = await openMessage(body, context);
        calls += 1;
        return { ...opened, sequenceNumber: calls };
      },
    });
    expect(counts.wrong).toBeGreaterThan(0);
    expect(counts).toMatchObject({ protocol: "4.2", same: 0, refused: 2_000 - counts.wrong });
    expect(counts.found?.length).toBeGreaterThan(0);
  });

  it("when it fails without a code", async () => {
    const open = async (...given: Parameters<typeof openMessage>) => openMessage(...given).catch(() => Promise.reject(new TypeError("planted")));
    const counts = await flipBits(corpus, { stp, flips: 40, seed, open });
    expect(counts).toMatchObject({ refused: 0 });
    expect(counts.wrong).toBeGreaterThan(20);
  });
});
