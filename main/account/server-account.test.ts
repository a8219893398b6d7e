import { describe, expect, it } from "vitest";
import type { ConnectionTestResult } from "../../shared/app-state";
import { readProxy } from "../sip/proxy-url";
import { parseServerUrl } from "../sip/server-url";
import { assertNoOtherDevice, assertSignInWorks, readServerAccount, type ServerCheck } from "./server-account";

function check(results: readonly ConnectionTestResult[] = [], published = false): ServerCheck {
  return {
    parseUrl: parseServerUrl,
    readProxy: (proxy, serverUrl) => readProxy(proxy, serverUrl, false).href,
    findServer: () => Promise.resolve(undefined),
    testConnection: () => Promise.resolve(results),
    isPublished: () => Promise.resolve(published),
  };
}
const typed = { address: " Alice@Example.COM ", password: "p", server: "wss://sip.example.com/" };

describe("what was typed to sign in", () => {
  it("becomes an account in canonical form", () => {
    expect(readServerAccount(check(), typed, false)).toEqual({
      address: "Alice@example.com",
      password: "p",
      serverUrl: "wss://sip.example.com",
      caCertificate: undefined,
    });
  });

  it("means a secure server when no scheme was typed", () => {
    const { serverUrl } = readServerAccount(check(), { ...typed, server: " sip.example.com:7443 " }, false);
    expect(serverUrl).toBe("wss://sip.example.com:7443");
  });

  it("goes through the proxy that was typed", () => {
    const proxy = { url: "proxy.example:3128", user: "anna", password: "p" };
    expect(readServerAccount(check(), { ...typed, proxy }, false).proxyUrl).toBe("http://anna:p@proxy.example:3128");
  });

  it.each([
    [{ proxy: { url: "proxy", user: "", password: "" } }, false, "invalid-proxy"],
    [{ server: "ws://127.0.0.1", proxy: { url: "http://proxy.example:1", user: "", password: "" } }, false, "insecure-through-proxy"],
    [{ address: "alice" }, false, "invalid-address"],
    [{ address: "alice@" }, false, "invalid-address"],
    [{ server: "" }, false, "invalid-server-url"],
    [{ server: "https://sip.example.com" }, false, "invalid-server-url"],
    [{ server: "ws://sip.example.com" }, false, "insecure-server-url"],
    [{ server: "wss://sip.example.com" }, true, "evaluation-only-loopback"],
  ])("%j in evaluation %s is refused as %s", (change, evaluation, code) => {
    expect(() => readServerAccount(check(), { ...typed, ...change }, evaluation)).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  it("may be an unencrypted server on this computer, also in evaluation mode", () => {
    const local = { ...typed, server: "ws://127.0.0.1:5066" };
    expect(readServerAccount(check(), local, true).serverUrl).toBe("ws://127.0.0.1:5066");
  });
});

describe("a sign-in", () => {
  const account = readServerAccount(check(), typed, false);
  const server: ConnectionTestResult = { step: "server", ok: true, milliseconds: 3 };

  it("works when every step did", async () => {
    await expect(
      assertSignInWorks(check([server, { step: "sign-in", ok: true, milliseconds: 9 }]), account),
    ).resolves.toBeUndefined();
  });

  it.each([
    ["sign-in", "sign-in-refused", { code: "sign-in-refused" }],
    ["sign-in", "server-silent", { code: "server-unreachable", details: { problem: "server-silent" } }],
    ["secure", "certificate-expired", { code: "certificate-untrusted", details: { problem: "certificate-expired" } }],
    ["server", "name-not-found", { code: "server-unreachable", details: { problem: "name-not-found" } }],
  ] as const)("that fails at %s with %s tells so", async (step, problem, error) => {
    const results = [server, { step, ok: false, milliseconds: 5, problem }];
    await expect(assertSignInWorks(check(results), account)).rejects.toMatchObject(error);
  });
});

describe("another device that is signed in", () => {
  const account = readServerAccount(check(), typed, false);

  it("is an error with a code of its own, before a key is made", async () => {
    await expect(assertNoOtherDevice(check([], true), account)).rejects.toMatchObject({ code: "account-in-use" });
    await expect(assertNoOtherDevice(check(), account)).resolves.toBeUndefined();
  });
});
