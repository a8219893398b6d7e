import { expect, it } from "vitest";
import { tempFolder } from "../../../main/platform/testing/temp-folder";
import { COPY_KINDS } from "./copies";
import { CIRCUMSTANCES } from "./round";
import { isWrong, runReplays } from "./run";

it("no copy of an opened message is shown or acknowledged again, and no forged ack is believed", { timeout: 60_000 }, async () => {
  const report = await runReplays({ tries: 300, seed: 1, folder: tempFolder() });
  expect(report).toMatchObject({ tries: 300, shown: 0, acks: 0, changed: 0 });
  expect(isWrong(report)).toBe(false);
  expect(report.forgedAcks).toBeGreaterThan(0);
  expect(new Set(Object.keys(report.kinds))).toEqual(new Set([...COPY_KINDS, "another-from"]));
  expect(new Set(Object.keys(report.circumstances))).toEqual(new Set(CIRCUMSTANCES));
});
