import { describe, expect, it } from "vitest";
import { openableLink } from "./openable-link";

describe("a link that leaves for the browser", () => {
  it.each(["https://example.org/", "https://example.org:8443/a?b=c#d", "https://xn--mnchen-3ya.de/"])("may be %s", (url) => {
    expect(openableLink(url)).toBe(url);
  });

  it.each([
    "http://example.org/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,hi",
    "sip:bob@example.org",
    "https://bob:secret@example.org/",
    "https://example.com@evil.example/",
    "https:example.org",
    "HTTPS://EXAMPLE.ORG/",
    "https://example.org\\@evil.example/",
    " https://example.org/",
    "https://",
    "",
  ])("may not be %j", (url) => {
    expect(() => openableLink(url)).toThrow("link-refused");
  });
});
