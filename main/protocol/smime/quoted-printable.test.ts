import { describe, expect, it } from "vitest";
import { StampError } from "../../../shared/errors";
import { fromQuotedPrintable } from "./quoted-printable";

const decode = (encoded: string): string =>
  Buffer.from(fromQuotedPrintable(Uint8Array.from(Buffer.from(encoded, "latin1")))).toString("latin1");

describe("quoted-printable", () => {
  it.each([
    ["octets in hexadecimal of either case", "a=3Db=c4=8D=0A", "a=b\u00c4\u008d\n"],
    ["lines as they end", "a\nb\r\nc\r", "a\nb\r\nc\r"],
    ["no blanks before a line break", "a \t\r\nb\t\nc", "a\r\nb\nc"],
    ["blanks elsewhere", " a\tb ", " a\tb "],
    ["a blank that is written as an octet", "a=20\r\nb", "a \r\nb"],
    ["lines in pieces", "a =\r\nb=\nc= \t\r\nd", "a bcd"],
    ["a line break behind a piece", "a =\r\n\r\nb", "a \r\nb"],
    ["nothing", "", ""],
  ])("gives %s", (_, encoded, decoded) => {
    expect(decode(encoded)).toBe(decoded);
  });

  it.each(["a=", "a=4", "a=G1", "a=\rb", "a=4=\r\n1", "= b"])("is malformed with %j", (encoded) => {
    expect(() => decode(encoded)).toThrow(new StampError("cms-malformed", { reason: "quoted-printable" }));
  });
});
