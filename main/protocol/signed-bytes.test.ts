// The canonical bytes, checked against an encoder that is written here by hand from the protobuf rules and shares
// nothing with the product.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToMac, bytesToSign, type CoveredMessage } from "./signed-bytes";

function varint(value: bigint): number[] {
  const rest = BigInt.asUintN(64, value);
  return rest < 128n ? [Number(rest)] : [Number(rest & 127n) | 128, ...varint(rest >> 7n)];
}

const number = (field: number, value: number): number[] => [...varint(BigInt(field << 3)), ...varint(BigInt(value))];
const bytes = (field: number, value: Uint8Array): number[] => [
  ...varint(BigInt((field << 3) | 2)),
  ...varint(BigInt(value.length)),
  ...value,
];
const text = (field: number, value: string): number[] => bytes(field, new TextEncoder().encode(value));

function expectedBytes(message: CoveredMessage, tail: (secrets: number[]) => number[]): Uint8Array {
  const { stp, header, coversTime, secrets } = message;
  const keys = secrets === undefined ? [] : [...bytes(19, secrets.encKey), ...bytes(20, secrets.macKey)];
  return Uint8Array.from([
    ...number(1, header.ampType),
    ...number(2, header.ampVersion),
    ...number(3, header.sequenceNumber),
    ...(coversTime ? number(4, header.messageSentMiliUTC) : []),
    ...number(5, header.randomNonce),
    ...text(6, header.sender),
    ...text(7, header.destination),
    ...(header.destinationType === undefined ? [] : number(8, header.destinationType)),
    ...(secrets === undefined ? [] : bytes(12, secrets.iv)),
    ...tail(keys),
    ...number(22, stp.type),
    ...number(23, stp.version),
  ]);
}

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const int32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
const blob = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const header = fc.record(
  {
    ampType: int32,
    ampVersion: int32,
    sequenceNumber: uint32,
    messageSentMiliUTC: fc.maxSafeNat(),
    randomNonce: uint32,
    sender: fc.string({ unit: "binary" }),
    destination: fc.string({ unit: "binary" }),
    destinationType: int32,
  },
  { requiredKeys: ["ampType", "ampVersion", "sequenceNumber", "messageSentMiliUTC", "randomNonce", "sender", "destination"] },
);
const message = fc.record(
  {
    stp: fc.record({ type: int32, version: int32 }),
    header,
    coversTime: fc.boolean(),
    secrets: fc.record({ iv: blob(16), encKey: blob(32), macKey: fc.uint8Array({ minLength: 16, maxLength: 64 }) }),
  },
  { requiredKeys: ["stp", "header", "coversTime"] },
) as fc.Arbitrary<CoveredMessage>;
const block = fc.uint8Array({ maxLength: 300 });

describe("the bytes to sign", () => {
  it("are fields 1 to 8, 12, 19 to 23 in ascending order, the time where it is covered", () => {
    fc.assert(
      fc.property(message, block, (covered, payload) => {
        const expected = expectedBytes(covered, (keys) => [...keys, ...bytes(21, payload)]);
        expect(bytesToSign(covered, payload)).toEqual(expected);
      }),
    );
  });
});

describe("the bytes to MAC", () => {
  it("have the key block and the ciphertext in place of the payload", () => {
    fc.assert(
      fc.property(message, block, block, (covered, eAsymBlock, eSymBlock) => {
        const expected = expectedBytes(covered, (keys) => [...bytes(13, eAsymBlock), ...bytes(15, eSymBlock), ...keys]);
        expect(bytesToMac(covered, eAsymBlock, eSymBlock)).toEqual(expected);
      }),
    );
  });
});
