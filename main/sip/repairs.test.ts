import { Core, Grammar } from "sip.js";
import { beforeAll, describe, expect, it } from "vitest";
import { installRepairs, parseCounts } from "./repairs";

beforeAll(installRepairs);

/** Private to sip.js's types. */
const makeId = (of: Core.OutgoingRequestMessage): string =>
  (Core.ClientTransaction as unknown as { makeId(request: Core.OutgoingRequestMessage): string }).makeId(of);
const request = (method: string, branch?: string): Core.OutgoingRequestMessage =>
  ({ method, branch }) as unknown as Core.OutgoingRequestMessage;

describe("the branch of a transaction", () => {
  it("has at least 72 random bits after the cookie", () => {
    const branches = Array.from({ length: 5_000 }, () => makeId(request("MESSAGE")));
    for (const branch of branches) expect(branch).toMatch(/^z9hG4bK[0-9a-f]{24}$/);
    expect(new Set(branches).size).toBe(5_000);
    // Every bit is drawn: each of the 24 digits takes each of its 16 values.
    for (let at = 0; at < 24; at += 1) expect(new Set(branches.map((branch) => branch[7 + at])).size).toBe(16);
  });

  it("of a CANCEL is that of the request it cancels", () => {
    expect(makeId(request("CANCEL", "z9hG4bKoriginal"))).toBe("z9hG4bKoriginal");
    expect(() => makeId(request("CANCEL"))).toThrow("CANCEL");
  });
});

describe("the repaired parser", () => {
  it("is what sip.js itself uses", () => {
    const before = parseCounts().all;
    Grammar.URIParse("sip:a@b");
    Grammar.nameAddrHeaderParse("<sip:a@b>");
    expect(parseCounts().all).toBe(before + 2);
  });

  it("hands what is not everyday to the original", () => {
    const before = parseCounts().slow;
    expect(Grammar.parse('Digest realm="x", nonce="y"', "WWW_Authenticate")).toEqual({ realm: "x", nonce: "y" });
    expect(Grammar.URIParse("sips:a%20b@example.org;maddr=x")?.user).toBe("a b");
    expect(parseCounts().slow).toBe(before + 2);
  });

  it("refuses a value that is longer than any honest one, unread", () => {
    const before = parseCounts().slow;
    expect(Grammar.parse(`<sip:a@b>${";a=b".repeat(800)}`, "Contact")).toBe(-1);
    expect(parseCounts().slow).toBe(before);
    expect(Grammar.parse(`<sip:a@b>${";a=b".repeat(700)}`, "Contact")).not.toBe(-1);
  });

  it("keeps a Content-Type that cannot be read, so that the request can be refused", () => {
    expect(Grammar.parse("applicationon/x", "Content_Type")).toBe("applicationon/x");
    const endless = `text/plain;a=${"x".repeat(4_000)}`;
    expect(Grammar.parse(endless, "Content_Type")).toBe(endless);
    expect(Grammar.parse("what?", "CSeq")).toBe(-1);
  });

  it("is installed once", () => {
    const parse: unknown = Grammar.parse;
    installRepairs();
    expect(Grammar.parse).toBe(parse);
  });
});
