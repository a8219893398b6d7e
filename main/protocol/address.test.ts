import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { canonicalAddress, namesAddress } from "./address";

describe("the canonical address", () => {
  it.each([
    ["alice@example.org", "alice@example.org"],
    ["  alice@example.org\r\n", "alice@example.org"],
    ["sip:alice@example.org", "alice@example.org"],
    ["SIPS:alice@example.org", "alice@example.org"],
    ["alice@EXAMPLE.Org", "alice@example.org"],
    ["Alice.B@example.org", "Alice.B@example.org"],
    ["sip:alice@example.org:5061", "alice@example.org"],
    ["sip:alice@example.org;transport=ws;lr", "alice@example.org"],
    ["sip:alice@example.org:5060;transport=tcp?subject=x", "alice@example.org"],
    ["sip:alice@example.org?subject=a@b", "alice@example.org"],
    ["<sip:alice@example.org>", "alice@example.org"],
    ["Alice <sip:alice@example.org>;tag=1928", "alice@example.org"],
    ['"Alice \\"A\\" <bob@example.net>" <sip:alice@example.org:5060;transport=ws>;tag=1', "alice@example.org"],
    ["alice;day=tuesday@example.org", "alice;day=tuesday@example.org"],
    ["+421-900%20@example.org", "+421-900%20@example.org"],
    ["alice@localhost", "alice@localhost"],
    ["alice@192.0.2.7:5060", "alice@192.0.2.7"],
    ["sip:alice@[2001:DB8::7]:5060", "alice@[2001:db8::7]"],
    ["alice@xn--bcher-kva.example", "alice@xn--bcher-kva.example"],
    [`${"u".repeat(64)}@example.org`, `${"u".repeat(64)}@example.org`],
  ])("of %j is %j", (input, canonical) => {
    expect(canonicalAddress(input)).toBe(canonical);
  });

  it.each([
    "",
    "alice",
    "@example.org",
    "alice@",
    "alice@@example.org",
    "alice@example.org@example.net",
    "alice@exa mple.org",
    "al ice@example.org",
    "alice@-example.org",
    "alice@example..org",
    "alice@example.org.",
    "alice@exämple.org",
    "alice@stoc\u212a.example.org",
    "älice@example.org",
    "alice@example.org:port",
    "alice:secret@example.org",
    "alice@[::1",
    "alice@[zz]",
    "tel:+421900@example.org",
    "alice%zz@example.org",
    "alice\u0000@example.org",
    "alice@example.org\u0000",
    "<alice@example.org",
    "alice@example.org>",
    "bob@example.net <alice@example.org>",
    "<alice@example.org> <bob@example.net>",
    '"alice@example.org" bob@example.org',
    '"unclosed <sip:alice@example.org>',
    `${"u".repeat(65)}@example.org`,
    `alice@${"a.".repeat(128)}org`,
    `alice@example.org;${"x".repeat(3000)}`,
  ])("of %j does not exist", (input) => {
    expect(() => canonicalAddress(input)).toThrow(expect.objectContaining({ code: "invalid-address" }));
  });

  it("is its own canonical address, and every other input is refused", () => {
    const pieces = ["a", "Ä", "@", ".", ":", ";", "?", "<", ">", '"', "\\", " ", "sip:", "5060", "[", "]", "%41", "x.Org"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        try {
          const address = canonicalAddress(parts.join(""));
          expect(canonicalAddress(address)).toBe(address);
          expect(canonicalAddress(`"n" <sip:${address}:5060;x>;tag=1`)).toBe(address);
        } catch (error) {
          expect(error).toBeInstanceOf(StampError);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("is named by any of its forms, and by nothing else", () => {
    const bob = canonicalAddress("bob@example.org");
    for (const text of ["bob@example.org", "sip:bob@EXAMPLE.org:5060", '"Bob" <sips:bob@example.org>']) expect(namesAddress(text, bob)).toBe(true);
    for (const text of ["Bob@example.org", "bob@example.com", "Bob", ""]) expect(namesAddress(text, bob)).toBe(false);
  });

  it("of a long hostile input is refused, at once", () => {
    for (const unit of ["a", "a.", "a-", "%41", '"', "\\", "<", ";", " "]) {
      for (const input of [`x@${unit.repeat(500)}!`, `${unit.repeat(500)}@x`, `"${unit.repeat(500)}`]) {
        expect(() => canonicalAddress(input)).toThrow(StampError);
      }
    }
  });
});
