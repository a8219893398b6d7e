import { describe, expect, it } from "vitest";
import { parseServerUrl } from "./server-url";

describe("a server URL", () => {
  it.each([
    ["wss://sip.example.org", { href: "wss://sip.example.org", host: "sip.example.org", secure: true, loopback: false }],
    ["WSS://SIP.Example.org:7443/ws", { href: "wss://sip.example.org:7443/ws", host: "sip.example.org", secure: true, loopback: false }],
    ["wss://localhost:7443/", { href: "wss://localhost:7443", host: "localhost", secure: true, loopback: true }],
    ["ws://localhost:5066", { href: "ws://localhost:5066", host: "localhost", secure: false, loopback: true }],
    ["ws://127.0.0.1:5066", { href: "ws://127.0.0.1:5066", host: "127.0.0.1", secure: false, loopback: true }],
    ["ws://127.9.8.7", { href: "ws://127.9.8.7", host: "127.9.8.7", secure: false, loopback: true }],
    ["ws://[::1]:5066", { href: "ws://[::1]:5066", host: "::1", secure: false, loopback: true }],
    // Other spellings of 127.0.0.1.
    ["ws://0x7f.1", { href: "ws://127.0.0.1", host: "127.0.0.1", secure: false, loopback: true }],
    ["ws://2130706433", { href: "ws://127.0.0.1", host: "127.0.0.1", secure: false, loopback: true }],
  ])("%s is accepted", (text, expected) => {
    expect(parseServerUrl(text)).toEqual(expected);
  });

  it.each([
    "ws://sip.example.org",
    "ws://128.0.0.1",
    "ws://127.0.0.1.example.org",
    "ws://localhost.example.org",
    "ws://my-localhost",
    "ws://[::2]",
    "ws://0.0.0.0",
  ])("%s would send in the clear and is refused", (text) => {
    expect(() => parseServerUrl(text)).toThrow(expect.objectContaining({ code: "insecure-server-url" }) as Error);
  });

  it.each([
    "",
    "sip.example.org",
    "https://sip.example.org",
    "sips:example.org",
    "wss://",
    "wss://user@sip.example.org",
    "wss://user:word@sip.example.org",
    "ws://127.0.0.1@example.org",
    "wss://sip.example.org/?a=b",
    "wss://sip.example.org/#a",
    `wss://${"a".repeat(600)}`,
  ])("%j is not a server URL", (text) => {
    expect(() => parseServerUrl(text)).toThrow(expect.objectContaining({ code: "invalid-server-url" }) as Error);
  });
});
