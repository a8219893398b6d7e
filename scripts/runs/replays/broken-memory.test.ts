// The runs themselves: they must see it when the memory against replays is broken.
import { expect, it, vi } from "vitest";
import { tempFolder } from "../../../main/platform/testing/temp-folder";
import { randomBytes } from "../../../main/crypto/random";
import type * as Keys from "../../../main/protocol/duplicate-keys";
import { isWrong, runReplays } from "./run";

vi.mock("../../../main/protocol/duplicate-keys", async (original) => ({
  ...(await original<typeof Keys>()),
  replayMemoryKey: () => randomBytes(32),
}));

it("a memory that does not know the signed bytes again is seen", { timeout: 60_000 }, async () => {
  const report = await runReplays({ tries: 100, seed: 1, folder: tempFolder() });
  expect(report.shown).toBeGreaterThan(0);
  expect(report.acks).toBeGreaterThan(0);
  expect(isWrong(report)).toBe(true);
});
