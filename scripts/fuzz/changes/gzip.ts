// Changes that know what gzip is (RFC 1952): several members, header parts that are seldom seen, wrong sums and
// lengths, and bombs that grow a thousandfold.
import { gzipSync } from "node:zlib";
import { mutateBytes, repetitions, splice } from "./bytes";
import type { FuzzRandom } from "../random";

const HEADER = 10;
const FLAGS_AT = 3;
const MEGABYTE = 1024 * 1024;

const text = (length: number): Uint8Array => gzipSync(Buffer.alloc(length, "a"));

/** Around the limit of a received text, and far beyond it. */
const BOMBS = [
  text(MEGABYTE - 1),
  text(MEGABYTE),
  text(MEGABYTE + 1),
  text(16 * MEGABYTE),
  gzipSync(Buffer.alloc(MEGABYTE, 0xff)),
  gzipSync(text(16 * MEGABYTE)),
] as const;

const EMPTY_MEMBER = gzipSync(new Uint8Array(0));

type GzipMutation = (bytes: Uint8Array, random: FuzzRandom) => Uint8Array;

const mutations: readonly [GzipMutation, ...GzipMutation[]] = [
  (bytes, random) => Buffer.concat(Array.from({ length: repetitions(random, 2000, bytes.length) }, () => bytes)),
  (bytes, random) => Buffer.concat([bytes, random.pick(BOMBS)]),
  (bytes, random) => Buffer.concat([...Array.from({ length: random.size(2200) }, () => EMPTY_MEMBER), bytes]),
  (bytes, random) => Buffer.concat([bytes, random.bytes(random.size(100))]),
  (bytes, random) => Buffer.concat([bytes, Buffer.alloc(random.size(5000))]),
  (bytes, random) => splice(bytes, FLAGS_AT, 1, Uint8Array.of(random.below(256))),
  (bytes, random) => withExtraField(bytes, random),
  (bytes, random) => splice(splice(bytes, FLAGS_AT, 1, Uint8Array.of(8)), HEADER, 0, random.bytes(random.size(3000))),
  (bytes, random) => splice(bytes, Math.max(0, bytes.length - 8), 8, random.bytes(8)),
  (bytes, random) => splice(bytes, HEADER, random.size(8), random.bytes(random.size(8))),
  (_, random) => random.pick(BOMBS),
];

/** One change. */
export function mutateGzip(bytes: Uint8Array, random: FuzzRandom): Uint8Array {
  return random.oneIn(4) ? mutateBytes(bytes, random) : random.pick(mutations)(bytes, random);
}

/** FEXTRA, with a length that is true or not. */
function withExtraField(bytes: Uint8Array, random: FuzzRandom): Uint8Array {
  const extra = random.bytes(random.size(2000));
  const length = random.oneIn(3) ? random.below(0x1_0000) : extra.length;
  const field = Buffer.concat([Uint8Array.of(length & 0xff, length >> 8), extra]);
  return splice(splice(bytes, FLAGS_AT, 1, Uint8Array.of(4)), HEADER, 0, field);
}
