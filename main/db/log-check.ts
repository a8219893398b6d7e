// The write-ahead log beside a file, before SQLite reads it (spec 2.5). SQLite takes a log up to the first frame that does
// not fit and forgets the rest without a word: right for what a power cut left half written, wrong for a log that was
// damaged later. The two can be told apart, as every commit is synced before the next begins: only what belongs to the
// last one may be broken. What several power cuts left half written may stand behind each other, but never goes on from
// what is before it, as every sum goes on from the one before. Format: sqlite.org/walformat.html.
import { readFileSync, statSync } from "node:fs";

const HEADER = 32;
const FRAME_HEADER = 24;
/** The last bit says in which order the sums take bytes. */
const MAGIC = 0x377f0682;
/** Of a log that does not say; ours are of this size. */
const PAGE = 4096;

/** Two or more commits, one going on from the other, stand in the log of `file` behind a place that does not fit: lost. */
export function isLogDamaged(file: string): boolean {
  const log = `${file}-wal`;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) <= HEADER) return false;
  const bytes = readLog(log);
  if (bytes === undefined) return true;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = view.getUint32(0);
  const frameSize = FRAME_HEADER + (view.getUint32(8) || PAGE);
  const littleEndian = (magic & 1) === 0;
  let sums = sumsAt(view, 24);
  let isBehind = magic >>> 1 !== MAGIC >>> 1 || !equal(checksum(view, 0, 24, [0, 0], littleEndian), sums);
  // A header that was hit cannot tell which round of the log its frames are of; the first one can.
  const salts = saltsAt(view, isBehind && bytes.length >= HEADER + frameSize ? HEADER + 8 : 16);

  let commits = 0;
  for (let start = HEADER; start + frameSize <= bytes.length; start += frameSize) {
    // Frames of an earlier round of the log follow those of this one.
    const isOld = saltsAt(view, start + 8) !== salts;
    const before = checksum(view, start, start + 8, sums, littleEndian);
    sums = sumsAt(view, start + 16);
    const goesOn = !isOld && equal(checksum(view, start + FRAME_HEADER, start + frameSize, before, littleEndian), sums);
    if (!goesOn) [isBehind, commits] = [true, 0];
    if (isBehind && !isOld && view.getUint32(start + 4) !== 0) commits += 1;
    if (commits >= 2) return true;
  }
  return false;
}

/** Undefined when the disk cannot read a place of it. */
function readLog(log: string): Buffer | undefined {
  try {
    return readFileSync(log);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EIO") return undefined;
    throw error;
  }
}

type Sums = readonly [number, number];

const sumsAt = (view: DataView, at: number): Sums => [view.getUint32(at), view.getUint32(at + 4)];

const equal = (one: Sums, other: Sums): boolean => one[0] === other[0] && one[1] === other[1];

const saltsAt = (view: DataView, at: number): bigint => view.getBigUint64(at);

/** SQLite's sum over pairs of 32-bit words. */
function checksum(view: DataView, from: number, to: number, [first, second]: Sums, littleEndian: boolean): Sums {
  let [one, two] = [first, second];
  for (let at = from; at + 8 <= to; at += 8) {
    one = (one + view.getUint32(at, littleEndian) + two) >>> 0;
    two = (two + view.getUint32(at + 4, littleEndian) + one) >>> 0;
  }
  return [one, two];
}
