import { beforeEach, describe, expect, it } from "vitest";
import type { HoldReason, ProtocolLevel } from "../../../shared/capability";
import type { Contact } from "../../../shared/contact";
import { speak } from "../../i18n/i18n";
import { at, KEY, OTHER_KEY, person } from "../../testing/people";
import { protectionFacts } from "./protection-facts";

const FORWARD_SECRECY = "aware: No forward secrecy: a stolen key also opens older messages.";
const NOT_COMPARED = "aware: Bob’s key was accepted on first contact and not compared. It could be someone else’s.";

beforeEach(() => {
  void speak("en", []);
});

function facts(rest: Partial<Contact>): readonly string[] {
  return protectionFacts(person(1, "bob@sip.example.org", "Bob Kováč", rest), at("00:00")).map(
    ({ tone, text }) => `${tone}: ${text}`,
  );
}

function used(level: ProtocolLevel): readonly string[] {
  return facts({ outlook: { type: "use", level, reason: { code: "newest-common" } } });
}

function held(reason: HoldReason): readonly string[] {
  return facts({ outlook: { type: "hold", reason } });
}

describe("what protects a chat", () => {
  it.each(["2.1", "2.2"] as const)("is everything but forward secrecy and hidden receipts in %s", (level) => {
    expect(used(level)).toEqual([
      "good: Only you and the holder of Bob’s key can read it. The server sees who writes when, and can read receipts.",
      "good: Each message is signed: nobody can change its words, sender, recipient or time.",
      NOT_COMPARED,
      FORWARD_SECRECY,
    ]);
  });

  it("is not the time in 2.0", () => {
    const said = used("2.0");
    expect(said).toContain("good: Each message is signed: nobody can change its words, sender or recipient.");
    expect(said).toContain("aware: The time is not signed: somebody on the way could change it.");
  });

  it("is not the recipient in 1.0, which has no receipts either", () => {
    expect(used("1.0")).toEqual([
      "good: Only you and the holder of Bob’s key can read it. The server sees who writes when.",
      "good: Each message is signed: nobody can change its words, sender or time.",
      "aware: Bob could pass on what you write as if it were meant for somebody else.",
      NOT_COMPARED,
      FORWARD_SECRECY,
    ]);
  });

  it("is the person's key once the number was compared", () => {
    expect(facts({ trust: { status: "verified", key: KEY, at: at("12:00", 8) } })).toEqual([
      "good: You compared the safety number on 14 Nov. Only you and Bob can read this chat.",
      "good: Each message is signed: nobody can change its words, sender, recipient or time.",
      "aware: The server sees who writes when, and can read receipts.",
      FORWARD_SECRECY,
    ]);
  });
});

describe("while messages wait", () => {
  it("it is said what the offered protocol would not give", () => {
    expect(held({ code: "below-pin", offered: "1.0", pinned: "2.2" })).toEqual([
      "aware: New messages wait for protocol 2.2. Nothing goes out with less.",
      "aware: With 1.0, Bob could pass on what you write as if it were meant for somebody else.",
      NOT_COMPARED,
      FORWARD_SECRECY,
    ]);
    expect(held({ code: "below-minimum", offered: "2.0", minimum: "2.2" })).toContain(
      "aware: With 2.0, somebody on the way could change the time of a message.",
    );
  });

  it("nothing is said to be lost where nothing is", () => {
    expect(held({ code: "below-pin", offered: "2.1", pinned: "2.2" })).toHaveLength(3);
  });

  it("what is not known, and a block, are said as such", () => {
    expect(held({ code: "capability-unknown" })[0]).toMatch(/wait until Stamp knows/);
    expect(held({ code: "blocked" })[0]).toBe("aware: Bob is blocked. Nothing comes and nothing goes out.");
  });

  it("a key that is not decided on stands before everything", () => {
    const hold = { type: "hold", reason: { code: "key-changed" } } as const;
    const changed = { status: "changed", key: KEY, offered: OTHER_KEY, wasVerified: true } as const;
    expect(facts({ trust: changed, outlook: hold })[0]).toMatch(/^danger: Bob’s key has changed, and you had compared/);
    const announced = { fingerprint: KEY.fingerprint, announcedAt: at("12:00") };
    const unlikeCard = { trust: { status: "unlike-card", announced, offered: OTHER_KEY }, outlook: { type: "hold", reason: { code: "unlike-card" } } } as const;
    expect(facts(unlikeCard)).toEqual([
      "danger: The key that came for Bob is not the one on the contact card. Nothing goes out until you decide.",
    ]);
  });

  it("without a key nothing is claimed", () => {
    expect(facts({ trust: { status: "unknown" } })).toEqual([
      "aware: Stamp doesn’t have Bob’s key yet. Nothing goes out until it does.",
      "aware: The server sees who writes when, and can read receipts.",
    ]);
  });
});
