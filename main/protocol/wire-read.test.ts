import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StampError } from "../../shared/errors";
import { fromHex } from "../crypto/hex";
import { present } from "../../shared/assert";
import { readMessage } from "./wire-read";
import { defineSchema } from "./wire-schema";

const schema = defineSchema({
  int: [1, "int32"],
  uint: [2, "uint32"],
  time: [3, "uint64"],
  name: [4, "string"],
  data: [5, "bytes"],
  list: [6, "uint32s"],
});

const hex = (text: string): Uint8Array => present(fromHex(text.replaceAll(" ", "")), "hex");
const read = (text: string) => readMessage(schema, hex(text), "malformed-stp");

describe("reading a message", () => {
  it("finds each kind of field, in any order", () => {
    expect(read("3203018002 2a02cafe 2203c5a161 1880c8afa025 1005 0807")).toEqual({
      int: 7,
      uint: 5,
      time: 10_000_000_000,
      name: "ša",
      data: hex("cafe"),
      list: [1, 256],
    });
  });

  it("gives an absent field no value, and an empty message none at all", () => {
    expect(read("")).toEqual({});
    expect(Object.hasOwn(read("0801"), "uint")).toBe(false);
  });

  it("keeps a field that was set to nothing", () => {
    expect(read("0800 2200 2a00")).toEqual({ int: 0, name: "", data: new Uint8Array(0) });
  });

  it("lets the last value win, and collects a repeated field, packed or not", () => {
    expect(read("0801 0802 2201 61 2201 62")).toEqual({ int: 2, name: "b" });
    expect(read("3001 3202 0203 3004")).toEqual({ list: [1, 2, 3, 4] });
  });

  it("keeps the low 32 bits of longer numbers, which are negative in Java", () => {
    expect(read("10 ffffffffffffffffff01")).toEqual({ uint: 4294967295 });
    expect(read("10 ffffffff0f")).toEqual({ uint: 4294967295 });
    expect(read("08 ffffffffffffffffff01")).toEqual({ int: -1 });
    expect(read("08 ffffffff0f")).toEqual({ int: -1 });
    expect(read("10 8180808010")).toEqual({ uint: 1 });
  });

  it("takes numbers, tags and lengths that are longer than needed", () => {
    expect(read("8800 8100")).toEqual({ int: 1 });
    expect(read("10 85808080808080808000")).toEqual({ uint: 5 });
    expect(read("2a 82808080808080808000 cafe")).toEqual({ data: hex("cafe") });
  });

  it("reads times up to what a number holds exactly", () => {
    expect(read("18 ffffffffffffff0f")).toEqual({ time: Number.MAX_SAFE_INTEGER });
  });

  it("skips unknown fields of every wire type, also with the highest number and in groups", () => {
    expect(read("38ff01 39 0102030405060708 3a020102 3d01020304 0801")).toEqual({ int: 1 });
    expect(read("f8ffffff0f 01 0801")).toEqual({ int: 1 });
    expect(read("43 0863 4b 0801 4c 2a0161 44 0801")).toEqual({ int: 1 });
  });

  it("reads many single numbers in time that grows with their count", () => {
    const many = new Uint8Array(44_000).map((_, index) => (index % 2 === 0 ? 0x30 : 1));
    expect(readMessage(schema, many, "malformed-stp").list).toHaveLength(22_000);
  });
});

describe("a message is malformed", () => {
  it.each([
    ["with a known field of another wire type", "0d 01020304"],
    ["with a number where bytes belong", "2801"],
    ["with bytes where a number belongs", "0a01 61"],
    ["with a group where a number belongs", "0b 0c"],
    ["with a fixed value where a list belongs", "35 01020304"],
    ["with field number 0", "0001"],
    ["with a field number above 32 bits", "88808080 10 01"],
    ["when a number is cut off", "0880"],
    ["when a number has more than 10 bytes", "08 8080808080808080808001"],
    ["when bytes are cut off", "2a03 cafe"],
    ["with a negative length", "2a ffffffffffffffffff01"],
    ["with a length whose low 32 bits alone would fit", "2a 8280808010 cafe"],
    ["when an unknown fixed value is cut off", "39 010203"],
    ["when an unknown group is not closed", "43 0801"],
    ["when a group is closed by another number", "43 4c"],
    ["when a group is closed that was not opened", "44"],
    ["with a wire type that does not exist", "3e"],
    ["with text that is not UTF-8", "2201 ff"],
    ["with a time beyond what a number holds", "18 8080808080808010"],
    ["with a time of 64 bits", "18 ffffffffffffffffff01"],
    ["when a packed list is cut off", "3202 0180"],
  ])("%s", (_, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: "malformed-stp" }));
  });

  it("with groups nested without end, which take neither stack nor time", () => {
    expect(() => readMessage(schema, new Uint8Array(45_000).fill(0x43), "malformed-amp")).toThrow(
      expect.objectContaining({ code: "malformed-amp" }),
    );
  });

  it("or readable, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          readMessage(schema, bytes, "malformed-stp");
        } catch (error) {
          expect(error).toBeInstanceOf(StampError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
