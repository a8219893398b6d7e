import { describe, expect, it } from "vitest";
import { READ_ERROR_CODES, type ReadErrorCode } from "../../shared/errors";
import { reactionTo } from "./protocol-error";

const parked: readonly ReadErrorCode[] = ["no-certificate", "unknown-stp", "unknown-amp", "below-pin"];
const mayBeChangedKey: readonly ReadErrorCode[] = ["bad-signature", "cms-bad-signature", "cms-wrong-signer"];
const others = READ_ERROR_CODES.filter((code) => code !== "replay" && ![...parked, ...mayBeChangedKey].includes(code));

describe("the reaction to a message that cannot be opened", () => {
  it.each(parked)("is to park it: %s", (code) => {
    expect([reactionTo(code, true), reactionTo(code, false)]).toEqual(["park", "park"]);
  });

  it.each(mayBeChangedKey)("is to park it when the sender's key may have changed: %s", (code) => {
    expect([reactionTo(code, true), reactionTo(code, false)]).toEqual(["park", "quarantine"]);
  });

  it("is to drop a copy of what is there", () => {
    expect([reactionTo("replay", true), reactionTo("replay", false)]).toEqual(["drop", "drop"]);
  });

  it.each(others)("is to quarantine everything else: %s", (code) => {
    expect([reactionTo(code, true), reactionTo(code, false)]).toEqual(["quarantine", "quarantine"]);
  });
});
