import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { AMPSimple } from "../../proto/generated/messages";
import { concatBytes } from "../crypto/bytes";
import { ampSimpleSchema, decodeText, encodeText } from "./amp-text";
import { MAX_ENVELOPE_BYTES } from "./envelope";
import { gunzipText, gzipText, MAX_RECEIVED_TEXT } from "./gzip-text";
import { encodeUtf8 } from "./utf8";
import { writeMessage } from "./wire-write";

const gzip = (bytes: Uint8Array | string): Uint8Array => new Uint8Array(gzipSync(bytes));
const simple = (message: Uint8Array): Uint8Array => writeMessage(ampSimpleSchema, AMPSimple, { message, nonce: 9 });
const malformed = expect.objectContaining({ code: "malformed-amp" });
const tooLarge = expect.objectContaining({ code: "payload-too-large" });

describe("a text", () => {
  it.each(["", "Hello", "Ahoj 😀👩‍👩‍👧‍👦", "\ufeff\u0000\u202e <b>&amp;</b>", "a".repeat(16_384)])("comes back as it was: %j", (text) => {
    const packet = encodeText(text, 12345);
    expect(packet).toMatchObject({ type: 1, version: 2 });
    expect(decodeText(2, packet.payload, 5)).toEqual({ type: "text", text, nonce: 12345 });
  });

  it("of version 1 is the bare text, named by the nonce below it", () => {
    expect(decodeText(1, encodeUtf8("plain, ľš"), 5)).toEqual({ type: "text", text: "plain, ľš", nonce: 5 });
  });

  it("without a nonce or with nonce 0 is named by the nonce below it", () => {
    const message = gzipText("x");
    expect(decodeText(2, writeMessage(ampSimpleSchema, AMPSimple, { message }), 5).nonce).toBe(5);
    expect(decodeText(2, writeMessage(ampSimpleSchema, AMPSimple, { message, nonce: 0 }), 5).nonce).toBe(5);
  });

  it("of several gzip members is one text", () => {
    expect(gunzipText(concatBytes(gzip("Hello, "), gzip(""), gzip("Bob")))).toBe("Hello, Bob");
  });

  it("may have exactly one mebibyte", () => {
    expect(gunzipText(gzip(new Uint8Array(MAX_RECEIVED_TEXT).fill(0x61)))).toHaveLength(MAX_RECEIVED_TEXT);
    expect(() => gunzipText(gzip(new Uint8Array(MAX_RECEIVED_TEXT + 1).fill(0x61)))).toThrow(tooLarge);
  });

  it("of an unknown version is of a newer app", () => {
    for (const version of [-1, 0, 3]) {
      expect(() => decodeText(version, encodeText("x", 1).payload, 5)).toThrow(expect.objectContaining({ code: "unknown-amp" }));
    }
  });
});

describe("a text is malformed", () => {
  const whole = gzip("Hello Bob");
  it.each([
    ["when the payload is empty", new Uint8Array(0)],
    ["when the payload is cut", encodeText("Hello", 1).payload.subarray(0, 8)],
    ["when the compressed part is empty", simple(new Uint8Array(0))],
    ["when it is not gzip", simple(encodeUtf8("Hello Bob"))],
    ["when it is compressed in another way", simple(new Uint8Array(deflateRawSync("Hello Bob")))],
    ["when its CRC is wrong", simple(whole.map((byte, at) => (at === whole.length - 6 ? byte ^ 1 : byte)))],
    ["when its length is wrong", simple(whole.map((byte, at) => (at === whole.length - 1 ? byte ^ 1 : byte)))],
    ["when it is cut", simple(whole.subarray(0, -1))],
    ["when something follows it", simple(concatBytes(whole, Uint8Array.of(1, 2, 3)))],
    ["when its second member is wrong", simple(concatBytes(whole, whole.subarray(0, -1)))],
    ["when it is not UTF-8", simple(gzip(Uint8Array.of(0x61, 0xff)))],
  ])("%s", (_, payload) => {
    expect(() => decodeText(2, payload, 5)).toThrow(malformed);
  });

  it("when a bare text is not UTF-8", () => {
    expect(() => decodeText(1, Uint8Array.of(0xc3), 5)).toThrow(malformed);
  });
});

describe("a bomb", () => {
  const one = gzip(new Uint8Array(40 * 1024 * 1024));
  const manyMembers = concatBytes(...Array.from({ length: 40 }, () => gzip(new Uint8Array(1024 * 1024))));
  const bombs = { "of one member": one, "of many members": manyMembers };

  // The limit of spec 1.6. The best of five, so that another process's turn does not count.
  it.each(Object.entries(bombs))("%s that fits into a message fails within 20 ms", (_, bomb) => {
    expect(bomb.length).toBeLessThan(MAX_ENVELOPE_BYTES);
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      expect(() => gunzipText(bomb)).toThrow(tooLarge);
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(20);
  });

  it("of members that hold nothing is an empty text", () => {
    const empty = gzip("");
    expect(gunzipText(concatBytes(...Array.from({ length: 2000 }, () => empty)))).toBe("");
  });
});
