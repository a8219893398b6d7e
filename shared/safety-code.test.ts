import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSafetyCode, writeSafetyCode, type CodeSide } from "./safety-code";

const alice: CodeSide = { address: "alice@example.org", fingerprint: "a1".repeat(32) };
const bob: CodeSide = { address: "bob@example.org", fingerprint: "b0".repeat(32) };
const CODE = `stamp-safety:1 alice@example.org ${"a1".repeat(32)} bob@example.org ${"b0".repeat(32)}`;

describe("the code of a safety number", () => {
  it("is the same text whoever of the two writes it", () => {
    expect(writeSafetyCode(alice, bob)).toBe(CODE);
    expect(writeSafetyCode(bob, alice)).toBe(CODE);
  });

  it("matches on both sides, and only with these two people and these two keys", () => {
    const sides = fc.record({
      address: fc.stringMatching(/^[a-z.!%;/]{1,12}@[a-z.:[\]]{1,12}$/),
      fingerprint: fc.stringMatching(/^[0-9a-f]{64}$/),
    });
    fc.assert(
      fc.property(sides, sides, sides, (one, two, three) => {
        fc.pre(one.address !== two.address && three.fingerprint !== two.fingerprint);
        const code = writeSafetyCode(one, two);
        expect([compareSafetyCode(code, one, two), compareSafetyCode(code, two, one)]).toEqual(["match", "match"]);
        expect(compareSafetyCode(code, one, { ...two, fingerprint: three.fingerprint })).toBe("contact-key");
        expect(compareSafetyCode(code, { ...two, fingerprint: three.fingerprint }, one)).toBe("own-key");
      }),
    );
  });

  const other = "cc".repeat(32);
  it.each<[string, string, string]>([
    ["another key of ours", CODE.replace(alice.fingerprint, other), "own-key"],
    ["another key of the contact", CODE.replace(bob.fingerprint, other), "contact-key"],
    ["two other keys", CODE.replace(alice.fingerprint, other).replace(bob.fingerprint, other), "both-keys"],
    ["the keys the wrong way round", writeSafetyCode({ ...alice, fingerprint: bob.fingerprint }, { ...bob, fingerprint: alice.fingerprint }), "both-keys"],
    ["two other people", CODE.replace("alice", "carol").replace("bob", "dave"), "other-people"],
    ["the contact and somebody else", writeSafetyCode({ ...alice, address: "carol@example.org" }, bob), "other-people"],
  ])("with %s differs", (_what, scanned, expected) => {
    expect(compareSafetyCode(scanned, alice, bob)).toBe(expected);
  });

  it.each([
    "",
    "https://example.org",
    `${CODE} `,
    ` ${CODE}`,
    `${CODE}\n`,
    CODE.replace(":1", ":2"),
    CODE.toUpperCase(),
    CODE.replaceAll(" ", "  "),
    CODE.replace(alice.fingerprint, alice.fingerprint.slice(1)),
    CODE.replace(alice.fingerprint, alice.fingerprint.toUpperCase()),
    CODE.replace("alice@example.org", "alice"),
    `stamp-safety:1 bob@example.org ${bob.fingerprint} alice@example.org ${alice.fingerprint}`,
    `stamp-safety:1 bob@example.org ${bob.fingerprint} bob@example.org ${bob.fingerprint}`,
    "BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n",
  ])("is not %j", (scanned) => {
    expect(compareSafetyCode(scanned, alice, bob)).toBe("not-a-code");
  });
});
