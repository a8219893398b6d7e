import { describe, expect, it } from "vitest";
import { toBase64 } from "../crypto/base64";
import { fromHex } from "../crypto/hex";
import { present } from "../../shared/assert";
import { MAX_BODY_CHARACTERS } from "../../shared/wire";
import { readBody, writeBody } from "./envelope";

const payload = Uint8Array.of(1, 2, 3);
const envelope = { stp: { type: 2, version: 3 }, payload };
const body = writeBody(envelope);
const ofHex = (text: string): string => toBase64(present(fromHex(text.replaceAll(" ", "")), "hex"));

describe("a body", () => {
  it("is the base64 of type, version and payload, without a sequence number", () => {
    expect(body).toBe(ofHex("0802 1003 2203010203"));
    expect(readBody(body)).toEqual(envelope);
  });

  it("is read with white space in it and with an offline store's note before it", () => {
    expect(readBody(` ${body.slice(0, 5)}\r\n\t${body.slice(5)}\n`)).toEqual(envelope);
    expect(readBody(`[Offline message - Tue Nov 4 2014]${body}`)).toEqual(envelope);
    expect(readBody(`[oFFLINE] ${body}`)).toEqual(envelope);
  });

  it("is not read with a note elsewhere or of another kind", () => {
    for (const noted of [` [Offline x]${body}`, `${body}[Offline x]`, `[Online x]${body}`, `[Offline x]]${body}`]) {
      expect(() => readBody(noted)).toThrow(expect.objectContaining({ code: "malformed-base64" }));
    }
  });

  it("is read in any field order, with unknown fields and with a sequence number", () => {
    expect(readBody(ofHex("2203010203 18ffffffff0f 1003 4a0161 0802"))).toEqual(envelope);
  });

  it("is not base64 when a character is wrong or the padding is missing", () => {
    for (const wrong of [`*${body}`, body.slice(1), "CAIQAw", "not base64 at all"]) {
      expect(() => readBody(wrong)).toThrow(expect.objectContaining({ code: "malformed-base64" }));
    }
  });

  it("is malformed when the envelope is cut off or of other wire types", () => {
    for (const wrong of ["0802 1003 2204010203", "0802 1003 2001", "0a0102 1003 2200"]) {
      expect(() => readBody(ofHex(wrong))).toThrow(expect.objectContaining({ code: "malformed-envelope" }));
    }
  });

  it("lacks a field when type, version or payload is not there", () => {
    for (const wrong of ["", "1003 2200", "0802 2200", "0802 1003"]) {
      expect(() => readBody(ofHex(wrong))).toThrow(expect.objectContaining({ code: "missing-field" }));
    }
  });

  it("may have 60 000 characters and no more", () => {
    const full = `${body}${" ".repeat(MAX_BODY_CHARACTERS - body.length)}`;
    expect(readBody(full)).toEqual(envelope);
    expect(() => readBody(`${full} `)).toThrow(expect.objectContaining({ code: "too-large" }));
    const largest = writeBody({ ...envelope, payload: new Uint8Array(44_992) });
    expect(largest).toHaveLength(MAX_BODY_CHARACTERS);
    expect(readBody(largest).payload).toHaveLength(44_992);
  });

  it("is S/MIME 1.0 when the base64 is DER or a MIME entity without an envelope", () => {
    for (const text of ["0\u0082", "MIME-Version: 1.0\r\n", "Content-Type: application/pkcs7-mime", "content-type: x"]) {
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
      expect(readBody(toBase64(bytes))).toEqual({ stp: { type: 1, version: 1 }, payload: bytes });
    }
  });
});
