import { describe, expect, it } from "vitest";
import { ConnectionFailure, problemOf } from "./connection-problem";

const coded = (code: string): Error => Object.assign(new Error("x"), { code });

describe("the problem behind a socket error", () => {
  it.each([
    ["ENOTFOUND", "name-not-found"],
    ["EAI_AGAIN", "network-unreachable"],
    ["ENETUNREACH", "network-unreachable"],
    ["EHOSTUNREACH", "network-unreachable"],
    ["ECONNREFUSED", "server-refused"],
    ["ECONNRESET", "server-closed"],
    ["EPIPE", "server-closed"],
    ["ETIMEDOUT", "server-silent"],
    ["CERT_HAS_EXPIRED", "certificate-expired"],
    ["CERT_NOT_YET_VALID", "certificate-not-yet-valid"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate-wrong-host"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate-self-signed"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "certificate-untrusted"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificate-untrusted"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "certificate-untrusted"],
    ["CERT_UNTRUSTED", "certificate-untrusted"],
    ["CERT_REVOKED", "certificate-untrusted"],
    ["EPROTO", "server-refused"],
  ])("%s is %s", (code, problem) => {
    expect(problemOf(coded(code))).toBe(problem);
  });

  it("is that of the first address that there was a way to when a name has several", () => {
    const problem = (...codes: string[]) => problemOf(new AggregateError(codes.map(coded)));
    expect(problem("ENETUNREACH", "ECONNREFUSED")).toBe("server-refused");
    expect(problem("ECONNREFUSED", "ENETUNREACH")).toBe("server-refused");
    expect(problem("ENETUNREACH", "EHOSTUNREACH")).toBe("network-unreachable");
  });

  it("is a refusal when nothing is known, unless the caller knows better", () => {
    expect(problemOf(new Error("Unexpected server response: 404"))).toBe("server-refused");
    expect(problemOf("what?")).toBe("server-refused");
    expect(problemOf(coded("WS_ERR_INVALID_OPCODE"), "server-closed")).toBe("server-closed");
  });

  it("is what a failure of our own says", () => {
    expect(problemOf(new ConnectionFailure("server-silent"))).toBe("server-silent");
  });
});
