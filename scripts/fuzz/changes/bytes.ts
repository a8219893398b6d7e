// Changes that fit every format: bits, bytes and pieces are changed, lost, repeated and moved.
import type { FuzzRandom } from "../random";

/** A change of an input; never of the array it is given. */
export type Mutation = (input: Uint8Array, random: FuzzRandom) => Uint8Array;

/** Values at which readers of numbers and texts turn. */
const TURNING_POINTS = [0, 1, 9, 10, 13, 32, 34, 38, 60, 0x7f, 0x80, 0x81, 0x84, 0xc0, 0xed, 0xfe, 0xff] as const;

const LONGEST_REPETITION = 60_000;

/** How often something of `length` bytes is repeated: up to `most` times and often just that, but never beyond all limits of the readers. */
export function repetitions(random: FuzzRandom, most: number, length: number): number {
  const wanted = random.oneIn(2) ? most : random.size(most);
  return Math.min(wanted, Math.ceil(LONGEST_REPETITION / Math.max(1, length)));
}

/** `remove` bytes at `at` replaced by `insert`. */
export function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}

const mutations: readonly [Mutation, ...Mutation[]] = [
  (bytes, random) => change(bytes, random, (byte) => byte ^ (1 << random.below(8))),
  (bytes, random) => change(bytes, random, () => random.pick(TURNING_POINTS)),
  (bytes, random) => change(bytes, random, (byte) => byte + random.below(35) - 17),
  (bytes, random) => splice(bytes, random.below(bytes.length + 1), 0, random.bytes(random.size(64))),
  (bytes, random) => splice(bytes, random.below(bytes.length), random.size(Math.max(1, bytes.length)), new Uint8Array(0)),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => splice(bytes, random.below(bytes.length + 1), 0, piece(bytes, random)),
  (bytes, random) => splice(bytes, random.below(bytes.length), random.size(16), piece(bytes, random)),
  repeatPiece,
];

/** One change somewhere. */
export function mutateBytes(bytes: Uint8Array, random: FuzzRandom): Uint8Array {
  return random.pick(mutations)(bytes, random);
}

function change(bytes: Uint8Array, random: FuzzRandom, to: (byte: number) => number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let times = random.size(8); times > 0; times--) {
    const at = random.below(changed.length);
    changed[at] = to(changed[at] ?? 0);
  }
  return changed.subarray(0, bytes.length);
}

function piece(bytes: Uint8Array, random: FuzzRandom): Uint8Array {
  const at = random.below(bytes.length);
  return bytes.subarray(at, at + random.size(256));
}

function repeatPiece(bytes: Uint8Array, random: FuzzRandom): Uint8Array {
  const part = piece(bytes, random);
  const repeated = Buffer.concat(Array.from({ length: repetitions(random, 2000, part.length) }, () => part));
  return splice(bytes, random.below(bytes.length + 1), 0, repeated);
}
