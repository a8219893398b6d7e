import { describe, expect, it } from "vitest";
import { isDomain, isUserName, parseNameAddress, parseParameters, parseUri } from "./address";

describe("parseUri", () => {
  it("reads user and host, the host in lower case", () => {
    expect(parseUri("sip:Alice@Stamp.TEST:5060;transport=ws")).toMatchObject({ scheme: "sip", user: "Alice", host: "stamp.test" });
    expect(parseUri("sips:stamp.test")).toMatchObject({ scheme: "sips", user: undefined });
    expect(parseUri("sip:a@[::1]:5060")).toMatchObject({ host: "[::1]" });
  });

  it.each(["", "sip:", "alice@stamp.test", "http://x", "sip:a@b@c", "sip:a b@c", "sip:a@b>", "sip:a@b?x=y", "sip:@b", "sip:a@", `sip:${"a".repeat(3000)}@b`])(
    "does not read %j",
    (text) => {
      expect(parseUri(text)).toBeUndefined();
    },
  );
});

describe("parseNameAddress", () => {
  it.each([
    ["<sip:a@b>;tag=1", "a", "1"],
    ['"A < ; > \\" x" <sip:a@b>;tag=1', "a", "1"],
    ["Alice B <sip:a@b;x=y> ; tag = 1", "a", "1"],
    ["sip:a@b;tag=1", "a", "1"],
  ])("reads %s", (value, user, tag) => {
    const address = parseNameAddress(value);
    expect([address?.uri.user, address?.parameters.get("tag")]).toEqual([user, tag]);
  });

  it("reads quoted parameters and flags", () => {
    const address = parseNameAddress('<sip:a@b>;reg-id=1;+sip.instance="<urn:uuid:1>";ob');
    expect(address?.parameters).toEqual(new Map([["reg-id", "1"], ["+sip.instance", "<urn:uuid:1>"], ["ob", ""]]));
  });

  it.each(["", "<sip:a@b", "<>", "<sip:a@b>,<sip:c@d>", "<sip:a@b>x", '"open <sip:a@b>', "a<b<sip:a@b>", "<sip:a@b>;=1", "*"])(
    "does not read %j",
    (value) => {
      expect(parseNameAddress(value)).toBeUndefined();
    },
  );
});

describe("parseParameters", () => {
  it("refuses a name that comes twice, in whatever case", () => {
    expect(parseParameters(";tag=1;TAG=2")).toBeUndefined();
    expect(parseParameters(";__proto__=1;constructor=2")).toEqual(new Map([["__proto__", "1"], ["constructor", "2"]]));
  });
});

describe("names", () => {
  it("of accounts have one spelling only", () => {
    expect(["alice", "a.b_c~d+e-f", "A1"].every(isUserName)).toBe(true);
    expect(["", "a b", "a@b", "a%41", "a;b", "a'b", "é", "a".repeat(65)].some(isUserName)).toBe(false);
  });

  it("of domains are lower case host names", () => {
    expect(["stamp.test", "localhost", "10.0.0.1"].every(isDomain)).toBe(true);
    expect(["", "Stamp.test", "a b", "-a", "a;b", "a/b"].some(isDomain)).toBe(false);
  });
});
