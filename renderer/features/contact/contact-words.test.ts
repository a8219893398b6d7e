import { describe, expect, it } from "vitest";
import type { Address } from "../../../shared/ids";
import { capabilityWords, differenceWords, newestLevel } from "./capability-text";
import { cleanAddress, looksLikeAddress } from "./address";
import { digitGroups, longFingerprint, shortFingerprint } from "./fingerprint";
import { avatarTone, fullName, initials, shortName } from "./names";
import { knownPresence } from "./use-presence";

function named(address: string, localName?: string) {
  return { address: address as Address, ...(localName === undefined ? {} : { localName }) };
}

describe("a contact's name", () => {
  it.each([
    [named("b@x.org", "Bob Kováč"), "Bob Kováč", "Bob", "BK"],
    [named("b@x.org", "Dr. Pavol Urban"), "Dr. Pavol Urban", "Pavol", "PU"],
    [named("b@x.org", "Prague office"), "Prague office", "Prague office", "PO"],
    [named("b@x.org", "Echo"), "Echo", "Echo", "E"],
    [named("maria.k@x.org"), "maria.k@x.org", "maria.k", "M"],
  ])("of %o", (contact, full, short, letters) => {
    expect([fullName(contact), shortName(contact), initials(contact)]).toEqual([full, short, letters]);
  });

  it("has always the same avatar ground", () => {
    expect(avatarTone("bob@sip.example.org")).toBe(avatarTone("bob@sip.example.org"));
    expect([1, 2, 3, 4, 5, 6]).toContain(avatarTone(""));
  });
});

describe("capabilities in words", () => {
  it.each([
    [["3.1.2", "3.1.2.1", "3.1.3"], "2.0, 2.1, receipts"],
    [["3.1.2", "3.3.6.1", "x"], "2.0 and 2 more"],
    [["x"], "1 that Stamp doesn’t know"],
    [[], "1.0, reports nothing newer"],
  ])("of %j are %j", (strings, words) => {
    expect(capabilityWords(strings)).toBe(words);
  });

  it.each([
    [["3.1.2", "3.1.2.2"], ["3.1.2"], "Added 2.2"],
    [["3.1.2"], ["3.1.2", "3.1.3"], "Removed receipts"],
    [["3.1.2", "3.1.2.1"], ["3.1.2", "3.1.2.2", "x"], "Added 2.1, removed 2.2 and 1 more"],
    [["3.1.3", "3.1.2"], ["3.1.2", "3.1.3"], "The same again"],
  ])("that went to %j from %j are told as %j", (now, before, words) => {
    expect(differenceWords(now, before)).toBe(words);
  });

  it("know the newest protocol among them", () => {
    expect(newestLevel(["3.1.2.2", "3.1.2"])).toBe("2.2");
    expect(newestLevel(["3.1.3"])).toBe("1.0");
  });
});

describe("what people compare", () => {
  it("is a fingerprint in pairs, short or whole", () => {
    expect(shortFingerprint("7c419e03d2b20f")).toBe("7C:41:9E … B2:0F");
    expect(longFingerprint("7c419e03")).toBe("7C:41:9E:03");
  });

  it("is digits in groups of five", () => {
    expect(digitGroups("3041288107 55920")).toEqual(["30412", "88107", "55920"]);
  });
});

describe("a typed address", () => {
  it("is taken without scheme and blanks", () => {
    expect(cleanAddress("  sip:bob@sip.example.org ")).toBe("bob@sip.example.org");
  });

  it.each([
    ["bob@sip.example.org", true],
    ["bob", false],
    ["bob@", false],
    ["bob @sip.example.org", false],
    ["a@b@c", false],
  ])("%j looks like one: %s", (typed, expected) => {
    expect(looksLikeAddress(typed)).toBe(expected);
  });
});

describe("presence", () => {
  it("becomes the moment we lost the connection while we are offline", () => {
    expect(knownPresence({ status: "online", since: 1 }, false, 50)).toEqual({ status: "unknown", lastSeen: 50 });
    expect(knownPresence({ status: "offline", lastSeen: 9 }, false, 50)).toEqual({ status: "offline", lastSeen: 9 });
    expect(knownPresence({ status: "away", since: 1 }, true, undefined)).toEqual({ status: "away", since: 1 });
  });
});
