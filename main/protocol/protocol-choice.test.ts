// The choice as a table (spec 1.7): what we support, what is known of the peer, what was proved, what the user allows.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLevels, OWN_CAPABILITIES, PROTOCOL_LEVELS, type ProtocolLevel } from "../../shared/capability";
import { chooseProtocol, type ChoicePin, type ProtocolChoice } from "./protocol-choice";
import { stpCodec } from "./stp-registry";
import { AUTH, SIMPLE } from "./testing/messages";

const proved = (level: ProtocolLevel): ChoicePin => ({ level, by: "proved" });
const lowered = (level: ProtocolLevel): ChoicePin => ({ level, by: "user" });

const everything = OWN_CAPABILITIES;
const released = ["3.1.2.2", "p"];
const only20 = ["3.1.2", "3.1.3"];
const only21 = ["3.1.2.1"];
const foreign = ["p", "9.9"];
const nothing: string[] = [];

const use = (level: ProtocolLevel, code: string) => ({ type: "use", level, reason: { code } });
const hold = (code: string, more: object = {}) => ({ type: "hold", reason: { code, ...more } });
const unknown = hold("capability-unknown");

type Row = [
  own: readonly string[],
  peer: readonly string[] | undefined,
  pin: ChoicePin | undefined,
  minimum: "proved" | "2.2" | "allow-1.0",
  outcome: object,
];

const table: readonly Row[] = [
  // The newest that both have.
  [everything, everything, undefined, "proved", use("2.2", "newest-common")],
  [everything, released, undefined, "proved", use("2.2", "newest-common")],
  [everything, only21, undefined, "proved", use("2.1", "newest-common")],
  [everything, only20, undefined, "proved", use("2.0", "newest-common")],
  [everything, only20, undefined, "allow-1.0", use("2.0", "newest-common")],
  [only20, everything, undefined, "proved", use("2.0", "own-limit")],
  [["3.1.2", "3.1.2.1"], everything, undefined, "proved", use("2.1", "own-limit")],
  // Strings mean themselves.
  [only20, released, undefined, "proved", hold("below-minimum", { offered: "1.0", minimum: "2.0" })],
  [only20, released, undefined, "allow-1.0", hold("below-minimum", { offered: "1.0", minimum: "2.0" })],
  [everything, ["3.1.2.2.1", " 3.1.2", "3.1"], undefined, "proved", hold("below-minimum", { offered: "1.0", minimum: "2.0" })],
  // Never below what was proved.
  [everything, everything, proved("2.2"), "proved", use("2.2", "newest-common")],
  [everything, only20, proved("2.0"), "proved", use("2.0", "newest-common")],
  [everything, only20, proved("2.2"), "proved", hold("below-pin", { offered: "2.0", pinned: "2.2" })],
  [everything, only21, proved("2.2"), "allow-1.0", hold("below-pin", { offered: "2.1", pinned: "2.2" })],
  [everything, foreign, proved("2.0"), "allow-1.0", hold("below-pin", { offered: "1.0", pinned: "2.0" })],
  [only20, everything, proved("2.2"), "proved", hold("below-pin", { offered: "2.0", pinned: "2.2" })],
  // Unless the user lowered it.
  [everything, only20, lowered("2.0"), "proved", use("2.0", "newest-common")],
  [everything, everything, lowered("2.0"), "proved", use("2.2", "newest-common")],
  [everything, only20, lowered("2.1"), "proved", hold("below-pin", { offered: "2.0", pinned: "2.1" })],
  // Never below what the user allows at all.
  [everything, everything, undefined, "2.2", use("2.2", "newest-common")],
  [everything, only21, undefined, "2.2", hold("below-minimum", { offered: "2.1", minimum: "2.2" })],
  [everything, only20, lowered("2.0"), "2.2", hold("below-minimum", { offered: "2.0", minimum: "2.2" })],
  [everything, foreign, undefined, "2.2", hold("below-minimum", { offered: "1.0", minimum: "2.2" })],
  // Nothing known of the peer.
  [everything, undefined, undefined, "proved", unknown],
  [everything, nothing, undefined, "proved", unknown],
  [everything, undefined, undefined, "2.2", unknown],
  [everything, undefined, undefined, "allow-1.0", use("1.0", "no-capabilities-policy-allows")],
  [everything, nothing, undefined, "allow-1.0", use("1.0", "no-capabilities-policy-allows")],
  [everything, foreign, undefined, "allow-1.0", use("1.0", "no-capabilities-policy-allows")],
  [everything, foreign, undefined, "proved", hold("below-minimum", { offered: "1.0", minimum: "2.0" })],
  [everything, undefined, proved("1.0"), "proved", unknown],
  [everything, undefined, proved("1.0"), "allow-1.0", use("1.0", "no-capabilities-policy-allows")],
  // Unless the user allowed it for this contact, and no newer level as the least for all.
  [everything, undefined, lowered("1.0"), "proved", use("1.0", "no-capabilities-user-allows")],
  [everything, foreign, lowered("1.0"), "proved", use("1.0", "no-capabilities-user-allows")],
  [everything, undefined, lowered("1.0"), "allow-1.0", use("1.0", "no-capabilities-user-allows")],
  [everything, released, lowered("1.0"), "proved", use("2.2", "newest-common")],
  [everything, undefined, lowered("1.0"), "2.2", hold("below-minimum", { offered: "1.0", minimum: "2.2" })],
  [only20, released, lowered("1.0"), "proved", hold("below-minimum", { offered: "1.0", minimum: "2.0" })],
  // Nothing announced, but a message of the peer was opened: silence takes nothing away.
  [everything, undefined, proved("2.2"), "proved", use("2.2", "newest-common")],
  [everything, nothing, proved("2.1"), "allow-1.0", use("2.1", "newest-common")],
  [everything, undefined, proved("2.0"), "2.2", hold("below-minimum", { offered: "2.0", minimum: "2.2" })],
  [only20, undefined, proved("2.2"), "proved", hold("below-pin", { offered: "1.0", pinned: "2.2" })],
  [everything, undefined, lowered("2.0"), "proved", hold("below-pin", { offered: "1.0", pinned: "2.0" })],
];

describe("the choice of protocol", () => {
  it.each(table)("own %j, peer %j, pin %j, minimum %s", (own, peer, pin, minimum, outcome) => {
    expect(chooseProtocol(own, peer, pin, { minimum })).toMatchObject(outcome);
  });

  it.each([
    ["2.2", released, 3, 2],
    ["2.1", only21, 2, 1],
    ["2.0", only20, 1, 1],
  ] as const)("level %s is STPSimple, AMPSimple and STPSimpleAuth of its version", (level, peer, stp, auth) => {
    expect(chooseProtocol(everything, peer, undefined, { minimum: "proved" })).toEqual({
      type: "use",
      level,
      stp: { type: 2, version: stp },
      amp: { type: 1, version: 2 },
      auth: { type: 4, version: auth },
      reason: { code: "newest-common" },
    });
  });

  it("level 1.0 is S/MIME and has nothing for acks", () => {
    const choice = chooseProtocol(everything, undefined, undefined, { minimum: "allow-1.0" });
    expect(choice).toMatchObject({ stp: { type: 1, version: 1 } });
    expect(choice).not.toHaveProperty("auth");
  });

  it("names the level that the receiver reads out of it", () => {
    for (const peer of [released, only21, only20]) {
      const choice = chooseProtocol(everything, peer, undefined, { minimum: "proved" });
      expect(choice.type === "use" && stpCodec(choice.stp).level).toBe((choice as { level: string }).level);
    }
    const levels = [{ type: 1, version: 1 }, ...SIMPLE, ...AUTH].map((stp) => stpCodec(stp).level);
    expect(levels).toEqual(["1.0", "2.0", "2.1", "2.2", "2.0", "2.2"]);
  });

  it("is never below the pin, below the minimum, or 1.0 without leave, whatever is announced", () => {
    const strings = fc.subarray([...everything, ...foreign]);
    const pins = fc.option(fc.record({ level: fc.constantFrom(...PROTOCOL_LEVELS), by: fc.constantFrom("proved", "user") } as const), {
      nil: undefined,
    });
    const minimums = fc.constantFrom("proved", "2.2", "allow-1.0");
    fc.assert(
      fc.property(strings, fc.option(strings, { nil: undefined }), pins, minimums, (own, peer, pin, minimum) => {
        const choice: ProtocolChoice = chooseProtocol(own, peer, pin, { minimum });
        if (choice.type === "hold") return;
        if (pin !== undefined) expect(compareLevels(choice.level, pin.level)).toBeGreaterThanOrEqual(0);
        if (minimum === "2.2") expect(choice.level).toBe("2.2");
        const allowed = minimum === "allow-1.0" || (pin?.level === "1.0" && pin.by === "user");
        if (choice.level === "1.0") expect(allowed).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
