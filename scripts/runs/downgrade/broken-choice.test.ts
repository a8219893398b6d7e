// The runs themselves: they must see it when the choice of protocol is broken.
import { beforeEach, expect, it, vi } from "vitest";
import { tempFolder } from "../../../main/platform/testing/temp-folder";
import type * as Choice from "../../../main/protocol/protocol-choice";
import { isWrong, runDowngrades, type DowngradeReport } from "./run";

type Choose = typeof Choice.chooseProtocol;

const broken = vi.hoisted(() => ({ choose: undefined as ((real: Choose) => Choose) | undefined }));

vi.mock("../../../main/protocol/protocol-choice", async (original) => {
  const real = await original<typeof Choice>();
  const choose: Choose = (...choice) => (broken.choose?.(real.chooseProtocol) ?? real.chooseProtocol)(...choice);
  return { ...real, chooseProtocol: choose };
});

beforeEach(() => {
  broken.choose = undefined;
});

const RUNS = 8;
const MOST_RUNS = 80;

/** Runs until it is seen; undefined when it never is. */
async function firstSeen(violation: "belowPin" | "belowMinimum"): Promise<DowngradeReport | undefined> {
  for (let seed = 1; seed < MOST_RUNS; seed += RUNS) {
    const report = await runDowngrades({ runs: RUNS, seed, folder: tempFolder() });
    if (report[violation] > 0) return report;
  }
  return undefined;
}

it("a choice that forgets what was proved is seen", { timeout: 120_000 }, async () => {
  broken.choose = (real) => (own, peer, _pin, policy) => real(own, peer, undefined, policy);
  const report = await firstSeen("belowPin");
  expect(report !== undefined && isWrong(report)).toBe(true);
});

it("a choice that does not ask what the user allows is seen", { timeout: 120_000 }, async () => {
  broken.choose = (real) => (own, peer, pin) => real(own, peer, pin, { minimum: "allow-1.0" });
  const report = await firstSeen("belowMinimum");
  expect(report !== undefined && isWrong(report)).toBe(true);
});
