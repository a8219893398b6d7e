import { expect, it } from "vitest";
import { tempFolder } from "../../../main/platform/testing/temp-folder";
import { isWrong, runDowngrades } from "./run";

it("no server takes a chat below what was proved or allowed, and nothing is lost, whatever it says of presence", { timeout: 120_000 }, async () => {
  const report = await runDowngrades({ runs: 40, seed: 1, folder: tempFolder() });
  expect(report).toMatchObject({ belowPin: 0, belowMinimum: 0, wrongReason: 0, lost: 0, duplicated: 0, wrongRuns: [] });
  expect(isWrong(report)).toBe(false);
  // It was tried in every way, and there was something to hold and to let go.
  expect(Math.min(...Object.values(report.presenceAttacks))).toBeGreaterThan(10);
  expect(report.messages).toBeGreaterThan(150);
  expect(report.held).toBeGreaterThan(20);
  expect(report.released).toBeGreaterThan(20);
});
