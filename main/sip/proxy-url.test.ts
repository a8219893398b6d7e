import { describe, expect, it } from "vitest";
import { connectionBar, describeProxy, parseProxyUrl, readProxy } from "./proxy-url";
import { parseServerUrl } from "./server-url";

describe("a proxy's URL", () => {
  it.each([
    ["http://proxy.example:3128", { kind: "http", host: "proxy.example", port: 3128, loopback: false }],
    ["http://proxy.example:80/", { kind: "http", host: "proxy.example", port: 80 }],
    ["http://proxy.example:443", { kind: "http", port: 443 }],
    ["Proxy.Example:8080", { kind: "http", host: "proxy.example", port: 8080 }],
    ["socks5://127.0.0.1:1080", { kind: "socks5", host: "127.0.0.1", port: 1080, loopback: true }],
    ["SOCKS5H://localhost:80", { kind: "socks5", host: "localhost", port: 80, loopback: true }],
    ["socks5://[::1]:1080", { kind: "socks5", host: "::1", loopback: true, href: "socks5://[::1]:1080" }],
    ["socks5://0x7f.1:1080", { host: "127.0.0.1", loopback: true }],
    ["http://anna:p%40ss:w@10.0.0.1:3128", { user: "anna", password: "p@ss:w", loopback: false }],
    ["http://127.0.0.1@proxy.example:3128", { user: "127.0.0.1", host: "proxy.example", loopback: false }],
  ])("%s is understood", (text, parts) => {
    expect(parseProxyUrl(text)).toMatchObject(parts);
  });

  it.each([
    ["without a port", "http://proxy.example"],
    ["with port 0", "http://proxy.example:0"],
    ["of another kind", "https://proxy.example:3128"],
    ["of an older kind", "socks4://proxy.example:1080"],
    ["of no such kind", "httph://proxy.example:1080"],
    ["with a path", "http://proxy.example:3128/pac"],
    ["with a query", "http://proxy.example:3128?x"],
    ["without a host", "socks5://:1080"],
    ["with a broken name", "http://%zz:1@proxy.example:3128"],
    ["that is a word", "proxy"],
    ["that is empty", ""],
    ["that is too long", `http://${"a".repeat(3000)}:1`],
    ["with a user that SOCKS cannot carry", `socks5://${"a".repeat(256)}:x@proxy.example:1080`],
  ])("%s is refused", (_what, text) => {
    expect(() => parseProxyUrl(text)).toThrow("invalid-proxy");
  });

  it("keeps every sign of a name and a password", () => {
    const typed = { url: "socks5://proxy.example:1080", user: "an/na@x", password: "ä:$&#%?/@" };
    const { href, user, password } = readProxy(typed, undefined, false);
    expect({ user, password }).toEqual({ user: typed.user, password: typed.password });
    expect(parseProxyUrl(href)).toMatchObject({ user, password, host: "proxy.example", port: 1080 });
  });

  it("takes the fields before what stands in the address, and that when the fields are empty", () => {
    const url = "http://old:gone@proxy.example:3128";
    expect(readProxy({ url, user: "anna", password: "new" }, undefined, false)).toMatchObject({ user: "anna", password: "new" });
    expect(readProxy({ url, user: "", password: "" }, "wss://sip.example", false)).toMatchObject({ user: "old", password: "gone" });
  });

  it("is shown without its password", () => {
    expect(describeProxy(parseProxyUrl("socks5://anna:secret@[::1]:1080"))).toEqual({ url: "socks5://[::1]:1080", user: "anna" });
    expect(describeProxy(parseProxyUrl("http://127.0.0.1:3128"))).toEqual({ url: "http://127.0.0.1:3128" });
  });
});

describe("the way through a proxy", () => {
  const near = parseProxyUrl("http://127.0.0.1:3128");
  const far = parseProxyUrl("http://proxy.example:3128");
  const secure = parseServerUrl("wss://sip.example");
  const open = parseServerUrl("ws://localhost:5060");

  it.each([
    ["wss:// through one elsewhere", secure, far, false, undefined],
    ["wss:// without one", secure, undefined, false, undefined],
    ["ws:// through one on this computer", open, near, true, undefined],
    ["ws:// through one elsewhere, which could read it", open, far, false, "insecure-through-proxy"],
    ["one elsewhere in evaluation mode", open, far, true, "evaluation-only-loopback"],
    ["a server elsewhere in evaluation mode, behind one on this computer", secure, near, true, "evaluation-only-loopback"],
    ["a server elsewhere in evaluation mode", secure, undefined, true, "evaluation-only-loopback"],
  ])("%s", (_what, server, proxy, loopbackOnly, bar) => {
    expect(connectionBar(server, proxy, loopbackOnly)).toBe(bar);
    if (proxy === undefined) return;
    const read = () => readProxy({ url: proxy.href, user: "", password: "" }, server.href, loopbackOnly);
    if (bar === undefined) expect(read()).toEqual(proxy);
    else expect(read).toThrow(bar);
  });
});
