import { describe, expect, it } from "vitest";
import { MAX_CAPABILITIES, MAX_CAPABILITY_LENGTH, OWN_CAPABILITIES } from "../../shared/capability";
import { parseCapabilities } from "./capabilities";

describe("capabilities of a peer", () => {
  it("are its strings in their order, unknown ones too", () => {
    expect(parseCapabilities(["p", "3.1.2.2", "9.9"])).toEqual(["p", "3.1.2.2", "9.9"]);
    expect(parseCapabilities(OWN_CAPABILITIES)).toEqual(OWN_CAPABILITIES);
  });

  it("are trimmed and taken once, and empty ones not at all", () => {
    expect(parseCapabilities([" 3.1.2\n", "", "  ", "3.1.2"])).toEqual(["3.1.2"]);
  });

  it("are cut off at 64 strings of 32 characters", () => {
    const parsed = parseCapabilities(Array.from({ length: 1000 }, (_, index) => `${index}`.padEnd(100, ".")));
    expect(parsed).toHaveLength(MAX_CAPABILITIES);
    expect(parsed.every((capability) => capability.length === MAX_CAPABILITY_LENGTH)).toBe(true);
  });
});
