import { describe, expect, it } from "vitest";
import type { Address } from "../../shared/ids";
import { ownDigits, safetyNumber } from "./safety-number";
import { testKeyPair } from "./testing/keys";
import { plainBytes } from "./bytes";

// Computed independently (Python's hashlib) for this fixed key: 294 bytes that stand in for an SPKI.
const spki = Uint8Array.from({ length: 294 }, (_, index) => index % 251);
const alice = { address: "alice@example.org" as Address, spki };
const bob = { address: "bob@example.org" as Address, spki: spki.slice().reverse() };

describe("a safety number", () => {
  it("has the known digits for a known key and address", async () => {
    expect(await ownDigits(alice)).toBe("381426999268804103701776668849");
    expect(await ownDigits(bob)).toBe("024169794720622941398602209565");
  });

  it("is both halves in ascending order, the same on both sides", async () => {
    const number = await safetyNumber(alice, bob);
    expect(number).toBe([await ownDigits(alice), await ownDigits(bob)].sort().join(""));
    expect(number).toBe("024169794720622941398602209565381426999268804103701776668849");
    expect(await safetyNumber(bob, alice)).toBe(number);
  });

  it("changes with the key and with the address", async () => {
    const otherKey = { ...bob, spki: plainBytes(testKeyPair.publicKey.export({ type: "spki", format: "der" })) };
    const otherAddress = { ...bob, address: "bob@example.net" as Address };
    const numbers = [bob, otherKey, otherAddress].map((peer) => safetyNumber(alice, peer));
    expect(new Set(await Promise.all(numbers)).size).toBe(3);
  });
});
