import { describe, expect, it } from "vitest";
import { type StampError } from "../../../shared/errors";
import { bodyOf, isMimeEntity, partsOf, readEntity, signedForms } from "./mime-entity";

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
const text = (part: Uint8Array) => Buffer.from(part).toString("latin1");

function codeOf(act: () => unknown): string {
  try {
    act();
    return "read";
  } catch (error) {
    return (error as StampError).code;
  }
}

describe("a MIME entity", () => {
  it.each([
    ["MIME-Version: 1.0", true],
    ["content-type: x/y", true],
    ["MIIBAg==", false],
    ["0\u0082", false],
    ["", false],
  ])("is recognised by its first header: %j", (start, is) => {
    expect(isMimeEntity(bytes(start))).toBe(is);
  });

  it.each(["\n", "\r\n"])("has headers with parameters, folded and quoted, and lines that end with %j", (end) => {
    const lines = ["Content-Type: Multipart/Signed; micalg=sha1;", '\t boundary="a;\\"b"', "Content-Transfer-Encoding: 8BIT", "", "body"];
    const entity = readEntity(bytes(lines.join(end)));
    expect(entity.type).toBe("multipart/signed");
    expect(entity.parameters).toEqual(new Map([["micalg", "sha1"], ["boundary", 'a;"b']]));
    expect(text(bodyOf(entity))).toBe("body");
  });

  it.each([
    ["base64", "aGVs\r\nbG8=\r\n", "hello"],
    ["quoted-printable", "a=3Db=\r\nc \r\nd=C4=8D", "a=bc\r\nd\u00c4\u008d"],
    ["binary", "\u0000\u00ff", "\u0000\u00ff"],
  ])("is decoded from %s", (encoding, body, decoded) => {
    expect(text(bodyOf(readEntity(bytes(`Content-Transfer-Encoding: ${encoding}\r\n\r\n${body}`))))).toBe(decoded);
  });

  it.each([
    ["base64", "a*b"],
    ["quoted-printable", "a=G1"],
    ["x-uuencode", "a"],
  ])("with broken or unknown %s is malformed", (encoding, body) => {
    expect(codeOf(() => bodyOf(readEntity(bytes(`Content-Transfer-Encoding: ${encoding}\r\n\r\n${body}`))))).toBe("cms-malformed");
  });

  it("of a megabyte of blanks or escapes is decoded before a patient reader would give up", () => {
    const decoded = (body: string) => bodyOf(readEntity(bytes(`Content-Transfer-Encoding: quoted-printable\r\n\r\n${body}`)));
    const blanks = `${" \t".repeat(500_000)}x`;
    expect(text(decoded(blanks)) === blanks).toBe(true);
    expect(decoded(`${blanks}${" ".repeat(500_000)}\r\n`)).toHaveLength(1_000_003);
    expect(text(decoded("=4a=4A".repeat(150_000))) === "J".repeat(300_000)).toBe(true);
  });

  it.each([
    ["no end of the headers", "Content-Type: text/plain"],
    ["endless headers", `Content-Type: text/plain; ${"a".repeat(5000)}\r\n\r\nbody`],
  ])("with %s is malformed", (_, entity) => {
    expect(codeOf(() => readEntity(bytes(entity)))).toBe("cms-malformed");
  });
});

describe("the parts of an entity", () => {
  const multipart = (body: string) => readEntity(bytes(`Content-Type: multipart/signed; boundary="=_B"\r\n\r\n${body}`));

  it("come out byte for byte, without the line break that belongs to the boundary", () => {
    const parts = partsOf(multipart("preamble\r\n--=_B\r\nA: 1\r\n\r\none\r\n\r\n--=_B\r\ntwo\n--=_B--\r\nepilogue"));
    expect(parts.map(text)).toEqual(["A: 1\r\n\r\none\r\n", "two"]);
  });

  it("may hold what only looks like a boundary", () => {
    const parts = partsOf(multipart("--=_B\r\nx --=_B\r\n--=_Bx\r\n--=_B--"));
    expect(parts.map(text)).toEqual(["x --=_B\r\n--=_Bx"]);
  });

  it("have a boundary that is alone in its line, however many blanks come before the rest of it", () => {
    const parts = partsOf(multipart(`--=_B\r\none\r\n--=_B${" ".repeat(200)}x\r\n--=_B${" ".repeat(200)}\r\ntwo\r\n--=_B--`));
    expect(parts.map(text)).toEqual([`one\r\n--=_B${" ".repeat(200)}x`, "two"]);
  });

  it.each(["", "--=_B\r\none", "--=_B\r\none\r\n--=_B\r\ntwo"])("that never end are malformed: %j", (body) => {
    expect(codeOf(() => partsOf(multipart(body)))).toBe("cms-malformed");
  });

  it("without a boundary are malformed", () => {
    expect(codeOf(() => partsOf(readEntity(bytes("Content-Type: multipart/signed\r\n\r\n--\r\n"))))).toBe("cms-malformed");
  });

  it("may have been signed with the line breaks of mail", () => {
    expect(signedForms(bytes("a\nb\r\nc")).map(text)).toEqual(["a\nb\r\nc", "a\r\nb\r\nc"]);
    expect(signedForms(bytes("a\r\n")).map(text)).toEqual(["a\r\n"]);
  });
});
