import { describe, expect, it } from "vitest";
import { linkHost } from "./link-host";

const of = (typed: string) => linkHost(new URL(typed).href, typed);

describe("the host of a link", () => {
  it("is shown alone when it is what was typed", () => {
    expect(of("https://example.org/path")).toEqual({ real: "example.org", mixed: false });
    expect(of("HTTPS://Example.ORG:8443")).toEqual({ real: "example.org:8443", mixed: false });
    expect(of("https://example.org:443/")).toEqual({ real: "example.org", mixed: false });
  });

  it("is shown as the network sees it, beside what was typed", () => {
    expect(of("https://münchen.de")).toEqual({ real: "xn--mnchen-3ya.de", typed: "münchen.de", mixed: false });
    expect(of("https://例え.テスト/")).toEqual({ real: "xn--r8jz45g.xn--zckzah", typed: "例え.テスト", mixed: false });
  });

  it("is called mixed when one part has letters of several alphabets", () => {
    expect(of("https://ex\u0430mple.org").mixed).toBe(true);
    expect(of("https://пример.org").mixed).toBe(false);
  });
});
