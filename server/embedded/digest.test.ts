import { describe, expect, it } from "vitest";
import { challengeValue, isAnswerRight, makeHa1, makeNonces, parseCredentials } from "./digest";
import type { Credentials } from "./digest";

// RFC 7616, 3.9.1: the same exchange with both hashes.
const RFC_COMMON =
  'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth';
const RFC_MD5 = `${RFC_COMMON}, algorithm=MD5, response="8ca523f5e9506fed4657c9700eebdbec"`;
const RFC_SHA = `${RFC_COMMON}, algorithm=SHA-256, response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"`;
const MUFASA = makeHa1("Mufasa", "http-auth@example.org", "Circle of Life");

function read(value: string): Credentials {
  const credentials = parseCredentials(value);
  if (credentials === undefined) throw new Error("not read");
  return credentials;
}

describe("digest answers", () => {
  it.each([
    ["MD5", RFC_MD5],
    ["SHA-256", RFC_SHA],
  ])("of RFC 7616 are right with %s", (_name, value) => {
    expect(isAnswerRight(read(value), "GET", MUFASA)).toBe(true);
  });

  it("are wrong for another method, password, nonce or count", () => {
    expect(isAnswerRight(read(RFC_MD5), "POST", MUFASA)).toBe(false);
    expect(isAnswerRight(read(RFC_MD5), "GET", makeHa1("Mufasa", "http-auth@example.org", "Circle of life"))).toBe(false);
    expect(isAnswerRight({ ...read(RFC_MD5), nonce: "x" }, "GET", MUFASA)).toBe(false);
    expect(isAnswerRight({ ...read(RFC_MD5), nc: "00000002" }, "GET", MUFASA)).toBe(false);
    expect(isAnswerRight({ ...read(RFC_MD5), response: "" }, "GET", MUFASA)).toBe(false);
  });

  it.each([
    ["another scheme", "Basic QWxhZGRpbg=="],
    ["no qop", RFC_MD5.replace(", qop=auth", "")],
    ["qop auth-int", RFC_MD5.replace("qop=auth", "qop=auth-int")],
    ["an unknown algorithm", RFC_MD5.replace("algorithm=MD5", "algorithm=MD4")],
    ["no response", RFC_MD5.replace(/, response=.*/, "")],
    ["an open quote", RFC_MD5.slice(0, -1)],
    ["nothing", "Digest "],
  ])("with %s are not read", (_what, value) => {
    expect(parseCredentials(value)).toBeUndefined();
  });
});

describe("nonces", () => {
  it("are fresh for their connection and time only", () => {
    let now = 1_700_000_000_000;
    const nonces = makeNonces(300_000, () => now);
    const nonce = nonces.make(7);
    expect(nonces.check(nonce, 7)).toBe("fresh");
    expect(nonces.check(nonce, 8)).toBe("forged");
    expect(makeNonces(300_000, () => now).check(nonce, 7)).toBe("forged");
    now += 300_001;
    expect(nonces.check(nonce, 7)).toBe("stale");
  });

  it("that were changed, cut or invented are forged", () => {
    const nonces = makeNonces(300_000, Date.now);
    const nonce = nonces.make(1);
    expect(nonces.check(`Z${nonce.slice(1)}`, 1)).toBe("forged");
    for (const made of ["", nonce.slice(0, -1), nonce.slice(0, 8), `${nonce}AAAA`, "x".repeat(32)]) expect(nonces.check(made, 1)).toBe("forged");
  });
});

describe("challengeValue", () => {
  it("says what RFC 7616 wants", () => {
    expect(challengeValue("stamp.test", "n", "MD5", true)).toBe('Digest realm="stamp.test", nonce="n", algorithm=MD5, qop="auth", stale=true');
  });
});
