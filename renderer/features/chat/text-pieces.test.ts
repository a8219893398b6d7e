import { describe, expect, it } from "vitest";
import { httpsUrl, linkPieces, textParts } from "./text-pieces";

const links = (text: string) => linkPieces(text).flatMap((piece) => (piece.type === "link" ? [piece] : []));
const whole = (text: string) => linkPieces(text).map((piece) => piece.text).join("");

describe("links in a text", () => {
  it.each([
    ["see https://example.org/a_(b), ok", "https://example.org/a_(b)"],
    ["(https://example.org).", "https://example.org"],
    ["„https://example.org“", "https://example.org"],
    ["“https://example.org/x”", "https://example.org/x"],
    ["「https://example.org/x」。", "https://example.org/x"],
    ["HTTPS://Example.ORG/Path", "HTTPS://Example.ORG/Path"],
    ["https://127.0.0.1:8080/x", "https://127.0.0.1:8080/x"],
    ["https://münchen.de/straße?x=1#y", "https://münchen.de/straße?x=1#y"],
  ])("%s holds %s", (text, typed) => {
    expect(links(text).map(({ text: found }) => found)).toEqual([typed]);
    expect(whole(text)).toBe(text);
  });

  it.each([
    "http://example.org",
    "example.org and www.example.org",
    "javascript:alert(1)",
    "data:text/html,hi",
    "file:///etc/passwd",
    "sip:bob@example.org",
    "https:example.org",
    "https:/example.org",
    "https://",
    "https://user:secret@example.org",
    "https://example.com@evil.example/x",
    "https://example.org\\@evil.example",
    "https://example.org\u202Egpj.exe",
    "https://exam\u200Bple.org",
  ])("%s holds none", (text) => {
    expect(links(text)).toEqual([]);
    expect(whole(text)).toBe(text);
  });

  it("are several, with the text between them", () => {
    expect(linkPieces("a https://one.example b https://two.example/ c")).toEqual([
      { type: "plain", text: "a " },
      { type: "link", text: "https://one.example", url: "https://one.example/" },
      { type: "plain", text: " b " },
      { type: "link", text: "https://two.example/", url: "https://two.example/" },
      { type: "plain", text: " c" },
    ]);
  });

  it("lead where the network would go, whatever letters they are written in", () => {
    expect(links("https://ex\u0430mple.org")[0]?.url).toBe("https://xn--exmple-4nf.org/");
  });

  it("are not sought in texts that nobody types, nor made of endless ones", () => {
    expect(links(`https://example.org ${"x".repeat(20_000)}`)).toEqual([]);
    expect(httpsUrl(`https://example.org/${"x".repeat(2048)}`)).toBeUndefined();
    const endless = `https://example.org/${"»".repeat(19_000)}x`;
    expect(linkPieces(endless)).toEqual([{ type: "plain", text: endless }]);
  });
});

describe("a quote at the beginning of a text", () => {
  it("is taken off with the address of its writer", () => {
    expect(textParts("> bob@example.org:\n> Is it https://example.org?\n>\n> Yes\n\nNo.")).toEqual({
      quoted: "bob@example.org",
      quote: [
        { type: "plain", text: "Is it " },
        { type: "link", text: "https://example.org", url: "https://example.org/" },
        { type: "plain", text: "?\n\nYes" },
      ],
      pieces: [{ type: "plain", text: "No." }],
    });
  });

  it("may name nobody", () => {
    expect(textParts("> hello\nhi")).toEqual({
      quote: [{ type: "plain", text: "hello" }],
      pieces: [{ type: "plain", text: "hi" }],
    });
  });

  it.each(["a > b", ">no blank", "hi\n> later"])("is not seen in %j", (text) => {
    expect(textParts(text)).toEqual({ pieces: [{ type: "plain", text }] });
  });
});
