import { describe, expect, it } from "vitest";
import { LONGEST_QUOTE, quotedLines, quoteOf, replyPart, withQuote } from "./quote";

describe("quoting", () => {
  it("puts every line behind a sign, under the address of the writer", () => {
    expect(quoteOf("One\n\nTwo", "bob@example.org")).toBe("> bob@example.org:\n> One\n>\n> Two\n\n");
  });

  it("quotes of a reply only the reply, and of a mere quote the quote", () => {
    expect(quoteOf("> ann@example.org:\n> Old\n\nNew", "bob@example.org")).toBe("> bob@example.org:\n> New\n\n");
    expect(quoteOf("> Old", "bob@example.org")).toBe("> bob@example.org:\n> > Old\n\n");
  });

  it("cuts a long text between characters as people see them", () => {
    const family = "👩‍👧‍👦";
    const quote = quoteOf(family.repeat(LONGEST_QUOTE + 1), "bob@example.org");
    expect(quote).toBe(`> bob@example.org:\n> ${family.repeat(LONGEST_QUOTE)}…\n\n`);
    expect(quoteOf("a".repeat(LONGEST_QUOTE), "b@c").includes("…")).toBe(false);
    const heaped = `a${"\u0301".repeat(500)}`;
    expect(quoteOf(heaped.repeat(LONGEST_QUOTE), "b@c")).toBe(`> b@c:\n> ${heaped.repeat(19)}…\n\n`);
  });

  it.each(["\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029"])("puts a sign behind %j too: no word of the other stands without one", (end) => {
    expect(quoteOf(`One${end}I agree`, "b@c")).toBe("> b@c:\n> One\n> I agree\n\n");
  });

  it("is read back by whoever shows it", () => {
    expect(quotedLines(`${quoteOf("One\nTwo", "b@c")}Reply`)).toEqual({ lines: ["b@c:", "One", "Two"], rest: "Reply" });
  });

  it("leaves the reply where there is room for a line only", () => {
    expect(replyPart("> b@c:\n> One\n\nReply")).toBe("Reply");
    expect(replyPart("> One")).toBe("> One");
    expect(replyPart("Plain")).toBe("Plain");
  });

  it("keeps what stands in the composer, and replaces a quote made before", () => {
    const [first, second] = [quoteOf("One", "b@c"), quoteOf("Two", "b@c")];
    expect(withQuote("my words", first)).toBe(`${first}my words`);
    expect(withQuote(`${first}my words`, second)).toBe(`${second}my words`);
    expect(withQuote("> typed by hand\nmy words", first)).toBe(`${first}> typed by hand\nmy words`);
  });
});
