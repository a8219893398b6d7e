import protobuf from "protobufjs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileURLToPath } from "node:url";
import { STPSimple } from "../../proto/generated/messages";
import { toHex } from "../crypto/hex";
import { ampSimpleSchema } from "./amp-text";
import { envelopeSchema } from "./envelope";
import { notificationSchema } from "./notification";
import { stpSchema, writeStpMessage, type StpFields } from "./stp-message";
import { readMessage } from "./wire-read";
import type { WireSchema } from "./wire-schema";
import { writeMessage } from "./wire-write";

const definitions = ["message", "notification"].map((name) =>
  protobuf.loadSync(fileURLToPath(new URL(`../../proto/${name}.proto`, import.meta.url))),
);

/** What a .proto file says, in the words of a field table; an enum is an int32 on the wire. */
function fieldsOf(message: string): unknown {
  const type = definitions.map((root) => root.get(message)).find((found) => found instanceof protobuf.Type);
  if (!(type instanceof protobuf.Type)) throw new Error(`no message ${message}`);
  const kindOf = (field: protobuf.Field): string => {
    const kind = field.resolve().resolvedType instanceof protobuf.Enum ? "int32" : field.type;
    return field.repeated ? `${kind}s` : kind;
  };
  return Object.fromEntries(type.fieldsArray.map((field) => [field.name, [field.id, kindOf(field)]]));
}

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const int32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
const anyFields: fc.Arbitrary<StpFields> = fc.record(
  {
    ampType: int32,
    sequenceNumber: uint32,
    messageSentMiliUTC: fc.maxSafeNat(),
    randomNonce: uint32,
    sender: fc.string({ unit: "binary" }),
    signature: fc.uint8Array({ maxLength: 300 }),
    protocolVersion: int32,
  },
  { requiredKeys: [] },
);

describe("the field tables", () => {
  it.each<[string, WireSchema]>([
    ["MessageProtocolEnvelope", envelopeSchema],
    ["STPSimple", stpSchema],
    ["AMPSimple", ampSimpleSchema],
    ["GeneralMsgNotification", notificationSchema],
  ])("of %s say the same as its .proto file", (message, schema) => {
    expect(schema.table).toEqual(fieldsOf(message));
  });
});

describe("writing a message", () => {
  it("writes ascending field numbers, whatever order the fields are given in", () => {
    const bytes = writeStpMessage({ protocolVersion: 3, iv: Uint8Array.of(9), sender: "a", ampType: 1 });
    expect(toHex(bytes)).toBe("0801" + "320161" + "620109" + "b80103");
  });

  it("writes a field that is set to 0 or nothing", () => {
    const bytes = writeStpMessage({ sequenceNumber: 0, sender: "", payload: new Uint8Array(0) });
    expect(toHex(bytes)).toBe("1800" + "3200" + "aa0100");
  });

  it("writes the whole range of each kind of number", () => {
    const bytes = writeStpMessage({ ampType: -1, randomNonce: 0xffff_ffff, messageSentMiliUTC: Number.MAX_SAFE_INTEGER });
    expect(toHex(bytes)).toBe("08ffffffffffffffffff01" + "20ffffffffffffff0f" + "28ffffffff0f");
  });

  it("is undone by reading", () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        expect(readMessage(stpSchema, writeStpMessage(fields), "malformed-stp")).toEqual(fields);
      }),
    );
  });

  it.each([
    ["a uint32 that is too large", { randomNonce: 0x1_0000_0000 }],
    ["a negative uint32", { sequenceNumber: -1 }],
    ["a fraction", { ampType: 1.5 }],
    ["an int32 that is too large", { ampType: 0x8000_0000 }],
    ["a time that is not exact", { messageSentMiliUTC: 2 ** 53 }],
    ["a negative time", { messageSentMiliUTC: -1 }],
    ["no number", { randomNonce: Number.NaN }],
    ["a bigint, which would be written as 0", { messageSentMiliUTC: 5n as unknown as number }],
    ["a text where bytes belong", { iv: "AAAA" as unknown as Uint8Array }],
    ["bytes where a text belongs", { sender: new Uint8Array(1) as unknown as string }],
    ["nothing", { sender: undefined as unknown as string }],
    ["a field that does not exist", { nonsense: 1 } as StpFields],
  ])("refuses %s", (_, fields) => {
    expect(() => writeMessage(stpSchema, STPSimple, fields)).toThrow(RangeError);
  });

  it("refuses a list with a number that does not fit", () => {
    const encoder = { encode: () => expect.unreachable() };
    expect(() => writeMessage(notificationSchema, encoder, { ackNonces: [1, 2 ** 32] })).toThrow(RangeError);
  });
});
