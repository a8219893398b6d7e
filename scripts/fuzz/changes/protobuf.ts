// Changes that know what a protobuf message is (spec 1.2): fields are lost, doubled, moved and renamed, numbers become
// extreme or longer than they need to be, lengths lie, groups nest. Fields that hold messages are changed inside.
import { mutateBytes, repetitions } from "./bytes";
import type { FuzzRandom } from "../random";

interface Field {
  readonly number: number;
  readonly wireType: number;
  /** What follows the tag, a length included. */
  readonly value: Uint8Array;
  /** Of a field with a length: what the length counts. */
  readonly content?: Uint8Array;
}

const LENGTH = 2;
const EMPTY = new Uint8Array(0);
const MOST_FIELDS = 400;

const NUMBERS = [
  0n, 1n, 63n, 127n, 128n, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn, 0x1_0000_0000n, 2n ** 53n - 1n, 2n ** 53n,
  2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n,
] as const;
/** Those with a meaning of their own in one of our messages, and the ends of the range. */
const FIELD_NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 18, 19, 20, 21, 22, 23, 24, 99, 2 ** 29 - 1, 2 ** 29] as const;

/** A varint with `padding` more bytes than it needs. */
export function varint(value: bigint, padding = 0): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  } while (rest > 0n);
  for (let more = padding; more > 0; more--) bytes.push(0x80);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) & 0x7f;
  return Uint8Array.from(bytes);
}

/** One field as it is on the wire; a number as a varint, bytes with their length before them. */
export function field(number: number, value: number | bigint | Uint8Array): Uint8Array {
  const isBytes = value instanceof Uint8Array;
  const tag = varint(BigInt(number) * 8n + (isBytes ? 2n : 0n));
  return Buffer.concat(isBytes ? [tag, varint(BigInt(value.length)), value] : [tag, varint(BigInt(value))]);
}

/** One change; of bytes that are no message, any change. */
export function mutateProtobuf(bytes: Uint8Array, random: FuzzRandom): Uint8Array {
  const fields = readFields(bytes);
  if (fields === undefined || fields.length === 0 || random.oneIn(10)) return mutateBytes(bytes, random);
  const at = random.below(fields.length);
  const chosen = fields[at] as Field;
  const inside = chosen.content !== undefined && random.oneIn(2) ? mutateProtobuf(chosen.content, random) : undefined;
  const changed = inside === undefined ? random.pick(changes)(chosen, random) : [encodeContent(chosen.number, inside)];
  const result = [...fields.slice(0, at).map(encode), ...changed, ...fields.slice(at + 1).map(encode)];
  if (random.oneIn(8)) result.splice(random.below(result.length), 0, ...result.splice(random.below(result.length), 1));
  return Buffer.concat(result);
}

type FieldChange = (field: Field, random: FuzzRandom) => readonly Uint8Array[];

const changes: readonly [FieldChange, ...FieldChange[]] = [
  () => [],
  (field) => [encode(field), encode(field)],
  (field, random) => Array.from({ length: repetitions(random, 5000, field.value.length) }, () => encode(field)),
  (field, random) => [encode({ ...field, number: random.pick(FIELD_NUMBERS) })],
  (field, random) => [encode({ ...field, wireType: random.below(8) })],
  ({ number }, random) => [tagOf(number, 0), varint(random.pick(NUMBERS), random.below(11))],
  (field, random) => [tagOf(field.number, field.wireType, 1 + random.below(10)), field.value],
  ({ number, content = EMPTY }, random) => [tagOf(number, LENGTH), varint(lyingLength(content.length, random)), content],
  ({ number }) => [encodeContent(number, EMPTY)],
  ({ number }, random) => [encodeContent(number, random.bytes(random.size(4000)))],
  ({ number }, random) => [encodeContent(number, packedNumbers(random))],
  (field, random) => [unknownField(random), encode(field)],
  (field, random) => [nestedGroups(random), encode(field)],
];

function lyingLength(length: number, random: FuzzRandom): bigint {
  return random.oneIn(2) ? BigInt(Math.max(0, length + random.below(9) - 4)) : random.pick(NUMBERS);
}

function packedNumbers(random: FuzzRandom): Uint8Array {
  return Buffer.concat(Array.from({ length: random.size(10_000) }, () => varint(random.pick(NUMBERS), random.below(2))));
}

function unknownField(random: FuzzRandom): Uint8Array {
  const number = 24 + random.size(2 ** 20);
  return random.oneIn(2) ? field(number, random.pick(NUMBERS)) : field(number, random.bytes(random.size(300)));
}

/** Mostly closed in their order. */
function nestedGroups(random: FuzzRandom): Uint8Array {
  const depth = random.size(5000);
  const numbers = Array.from({ length: depth }, () => 30 + random.below(3));
  const ends = random.oneIn(4) ? numbers : [...numbers].reverse();
  const content = random.oneIn(2) ? EMPTY : unknownField(random);
  return Buffer.concat([...numbers.map((number) => tagOf(number, 3)), content, ...ends.map((number) => tagOf(number, 4))]);
}

function tagOf(number: number, wireType: number, padding = 0): Uint8Array {
  return varint(BigInt(number) * 8n + BigInt(wireType), padding);
}

function encode({ number, wireType, value }: Field): Uint8Array {
  return Buffer.concat([tagOf(number, wireType), value]);
}

function encodeContent(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([tagOf(number, LENGTH), varint(BigInt(content.length)), content]);
}

/** The fields of a message, or nothing when the bytes are none. Reads only what this file writes: no groups. */
function readFields(bytes: Uint8Array): Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  const readVarint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++] ?? NaN;
      value += (byte & 0x7f) * 2 ** shift;
      if (!(byte >= 0x80)) return byte >= 0 ? value : NaN;
    }
    return NaN;
  };
  while (at < bytes.length && fields.length < MOST_FIELDS) {
    const tag = readVarint();
    const [number, wireType] = [Math.floor(tag / 8), tag % 8];
    const start = at;
    const length = wireType === 0 ? readVarint() * 0 : wireType === LENGTH ? readVarint() : [0, 8, 0, 0, 0, 4][wireType];
    const contentAt = at;
    at += length ?? NaN;
    if (!(at <= bytes.length) || number === 0 || wireType === 3 || wireType === 4) return undefined;
    const content = wireType === LENGTH ? { content: bytes.subarray(contentAt, at) } : {};
    fields.push({ number, wireType, value: bytes.subarray(start, at), ...content });
  }
  return at === bytes.length ? fields : undefined;
}
