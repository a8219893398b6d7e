import { describe, expect, it } from "vitest";
import { addressOfLink } from "./sip-link";

describe("a sip: link", () => {
  it.each([
    ["sip:bob@example.org", "bob@example.org"],
    ["SIPS:Bob@Example.ORG", "Bob@example.org"],
    ["sip:bob@example.org:5061;transport=tls", "bob@example.org"],
    ["sip:bob@example.org?subject=x&body=Pay%20now", "bob@example.org"],
    ["sip:bob@example.org;x=y?to=sip:eve@evil.org", "bob@example.org"],
  ])("%s means %s and nothing else", (link, address) => {
    expect(addressOfLink(link)).toBe(address);
  });

  it.each([
    "sip:",
    "sip:bob",
    "sip://bob@example.org",
    "sip:bob@example.org/",
    "sip:bob:secret@example.org",
    "sip: bob@example.org",
    'sip:"Bob"<sip:eve@evil.org>',
    "sip:bob@example.org\nsip:eve@evil.org",
    "sip:b\u202eob@example.org",
    "sip:bob@exämple.org",
    "mailto:bob@example.org",
    `sip:bob@example.org;x=${"y".repeat(2000)}`,
  ])("that is no clear address is refused: %j", (link) => {
    expect(addressOfLink(link)).toBeUndefined();
  });
});
