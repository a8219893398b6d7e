// Changes that know what DER and BER are (X.690): values are lost, doubled, moved and retyped under lengths that stay
// true, or the lengths lie; indefinite lengths, cut strings, deep nesting, huge numbers and names of many parts.
import { mutateBytes, repetitions } from "./bytes";
import type { FuzzRandom } from "../random";

/** One value; an input may hold several one after the other. */
interface Value {
  readonly tag: Uint8Array;
  /** Written in place of the true length, and what closes an indefinite one. */
  readonly length?: Uint8Array;
  readonly content: Uint8Array | readonly Value[];
}

const MOST_DEPTH = 24;
const EMPTY = new Uint8Array(0);
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const INDEFINITE = Uint8Array.of(0x80);
const TAGS = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e, 0x24, 0x30, 0x31, 0x80, 0xa0, 0xa1] as const;
const LENGTHS: readonly (readonly number[])[] = [
  [0x80], [0xff], [0x81, 0x00], [0x82, 0xff, 0xff], [0x84, 0xff, 0xff, 0xff, 0xff], [0x84, 0x7f, 0xff, 0xff, 0xff],
  [0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0],
];

/** One change; of bytes that are no DER, any change. */
export function mutateDer(bytes: Uint8Array, random: FuzzRandom): Uint8Array {
  const values = readValues(bytes, 0);
  if (values === undefined || values.length === 0 || random.oneIn(10)) return mutateBytes(bytes, random);
  return encodeAll(changeOne(values, random, values));
}

/** A value that is chosen on the way down, each level as likely as what is in it. */
function changeOne(values: readonly Value[], random: FuzzRandom, root: readonly Value[]): readonly Value[] {
  const at = random.below(values.length);
  const chosen = values[at] as Value;
  const parts = partsOf(chosen);
  const goesDeeper = parts !== undefined && parts.length > 0 && !random.oneIn(4);
  const changed = goesDeeper
    ? [{ ...chosen, content: changeOne(parts, random, root) }]
    : random.pick(changes)(chosen, random, root);
  return [...values.slice(0, at), ...changed, ...values.slice(at + 1)];
}

type ValueChange = (value: Value, random: FuzzRandom, root: readonly Value[]) => readonly Value[];

const END_OF_CONTENT: Value = { tag: EMPTY, length: EMPTY, content: new Uint8Array(2) };

const changes: readonly [ValueChange, ...ValueChange[]] = [
  () => [],
  (value) => [value, value],
  (value, random) => Array.from({ length: repetitions(random, 3000, encodeContent(value).length) }, () => value),
  (value, random) => [{ ...value, tag: Uint8Array.of(random.pick(TAGS)) }],
  (value, random) => [{ ...value, tag: longTag(random) }],
  (value, random) => [{ ...value, length: Uint8Array.from(random.pick(LENGTHS) ?? []) }],
  (value, random) => [{ ...value, length: wrongLength(encodeContent(value).length, random) }],
  (value) => [{ ...value, length: INDEFINITE, content: [...asParts(value), END_OF_CONTENT] }],
  (value) => [{ ...value, content: EMPTY }],
  (value, random) => [{ ...value, content: random.bytes(random.size(4000)) }],
  (value, random) => [{ ...value, content: mutateBytes(encodeContent(value), random) }],
  (value, random) => [cutString(value, random)],
  (value, random) => [nested(value, random)],
  (_, random) => [{ tag: Uint8Array.of(INTEGER), content: random.bytes(random.size(8000)) }],
  (_, random) => [{ tag: Uint8Array.of(OBJECT_IDENTIFIER), content: longName(random) }],
  (_, random, root) => [somewhereIn(root, random)],
];

function longTag(random: FuzzRandom): Uint8Array {
  const more = random.bytes(random.size(300)).map((byte) => byte | 0x80);
  return Buffer.concat([Uint8Array.of(0x1f | (random.below(8) << 5)), more, Uint8Array.of(random.below(0x80))]);
}

function wrongLength(length: number, random: FuzzRandom): Uint8Array {
  const wrong = Math.max(0, length + random.below(9) - 4);
  // More bytes than the number needs are BER, not DER.
  const padded = Buffer.alloc(4);
  padded.writeUInt32BE(wrong);
  return random.oneIn(2) ? encodeLength(wrong) : Buffer.concat([Uint8Array.of(0x84), padded]);
}

/** A string in several pieces, which BER allows. */
function cutString(value: Value, random: FuzzRandom): Value {
  const bytes = encodeContent(value);
  const size = random.size(Math.max(1, bytes.length));
  const pieces: Value[] = [];
  for (let at = 0; at < bytes.length && pieces.length < 2000; at += size) {
    pieces.push({ tag: Uint8Array.of(OCTET_STRING), content: bytes.subarray(at, at + size) });
  }
  return { ...value, tag: Uint8Array.of((value.tag[0] ?? OCTET_STRING) | 0x20), content: pieces };
}

function nested(value: Value, random: FuzzRandom): Value {
  const tag = Uint8Array.of(random.pick([SEQUENCE, 0x31, 0xa0, 0x24]));
  const indefinite = random.oneIn(2);
  const depth = random.size(4000);
  // From the inside, in bytes: as a tree this depth would be the writer's problem.
  if (indefinite) {
    const open = Buffer.concat(Array.from({ length: depth }, () => [tag, INDEFINITE]).flat());
    return { tag: EMPTY, length: EMPTY, content: Buffer.concat([open, encodeAll([value]), Buffer.alloc(2 * depth)]) };
  }
  let total = encodeAll([value]).length;
  const heads: Uint8Array[] = [];
  for (let level = 0; level < depth; level++) {
    const head = Buffer.concat([tag, encodeLength(total)]);
    heads.push(head);
    total += head.length;
  }
  return { tag: EMPTY, length: EMPTY, content: Buffer.concat([...heads.reverse(), encodeAll([value])]) };
}

function longName(random: FuzzRandom): Uint8Array {
  return random.oneIn(2) ? random.bytes(random.size(4000)).map((byte) => byte | 0x80) : random.bytes(random.size(4000));
}

function somewhereIn(values: readonly Value[], random: FuzzRandom): Value {
  const value = values[random.below(values.length)] as Value;
  const parts = partsOf(value);
  return parts === undefined || parts.length === 0 || random.oneIn(3) ? value : somewhereIn(parts, random);
}

function partsOf({ content }: Value): readonly Value[] | undefined {
  return content instanceof Uint8Array ? undefined : content;
}

function asParts(value: Value): readonly Value[] {
  return partsOf(value) ?? [{ tag: Uint8Array.of(OCTET_STRING), content: encodeContent(value) }];
}

function encodeAll(values: readonly Value[]): Uint8Array {
  return Buffer.concat(values.map((value) => {
    const content = encodeContent(value);
    return Buffer.concat([value.tag, value.length ?? encodeLength(content.length), content]);
  }));
}

function encodeContent({ content }: Value): Uint8Array {
  return content instanceof Uint8Array ? content : encodeAll(content);
}

function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

/** Values with true lengths, also those inside octet and bit strings; nothing when the bytes are not all such values. */
function readValues(bytes: Uint8Array, depth: number): Value[] | undefined {
  const values: Value[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [tag = 0, first = 0] = bytes.subarray(at, at + 2);
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    if (tag === 0 || (tag & 0x1f) === 0x1f || first === 0x80 || lengthBytes > 3) return undefined;
    const start = at + 2 + lengthBytes;
    const length = lengthBytes === 0 ? first : bytes.subarray(at + 2, start).reduce((value, byte) => value * 256 + byte, 0);
    at = start + length;
    if (at > bytes.length) return undefined;
    const content = bytes.subarray(start, at);
    const mayHaveParts = depth < MOST_DEPTH && ((tag & 0x20) !== 0 || tag === OCTET_STRING);
    values.push({ tag: Uint8Array.of(tag), content: (mayHaveParts ? readValues(content, depth + 1) : undefined) ?? content });
  }
  return values;
}
