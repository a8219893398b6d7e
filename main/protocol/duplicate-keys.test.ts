import { describe, expect, it } from "vitest";
import { sha256Hex } from "../crypto/hash";
import { toHex } from "../crypto/hex";
import { rawCopyKey, replayMemoryKey, textKey } from "./duplicate-keys";
import { alice, bob } from "./testing/people";

describe("what is remembered against duplicates", () => {
  it("is a hash over the sender and what was sent", () => {
    expect(toHex(rawCopyKey(alice.address, "body"))).toBe(sha256Hex(`${alice.address}\nbody`));
    expect(toHex(replayMemoryKey(alice.address, Uint8Array.of(0x61)))).toBe(sha256Hex(`${alice.address}\na`));
  });

  it("differs between senders, bodies and replay keys", () => {
    expect(rawCopyKey(alice.address, "body")).not.toEqual(rawCopyKey(bob.address, "body"));
    expect(rawCopyKey(alice.address, "body")).not.toEqual(rawCopyKey(alice.address, "other"));
    expect(replayMemoryKey(alice.address, Uint8Array.of(1))).not.toEqual(replayMemoryKey(bob.address, Uint8Array.of(1)));
  });

  it("is of a text its own hash, whoever sent it", () => {
    expect(toHex(textKey("Ahoj"))).toBe(sha256Hex("Ahoj"));
  });
});
