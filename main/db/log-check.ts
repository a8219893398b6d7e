// The write-ahead log beside a file, before SQLite reads it (spec 2.5). SQLite takes a log up to the first frame that does
// not fit and forgets the rest without a word: right for what a power cut left half written, wrong for a log that was
// damaged later. The two can be told apart, as every commit is synced before the next begins: only what belongs to the
// last one may be broken. Format: sqlite.org/walformat.html.
import { readFileSync, statSync } from "node:fs";

const HEADER = 32;
const FRAME_HEADER = 24;
/** The last bit says in which order the sums take bytes. */
const MAGIC = 0x377f0682;
/** Of a log that does not say; ours are of this size. */
const PAGE = 4096;

/** Two or more commits stand in the log of `file` behind a place that does not fit: they were synced, and are lost. */
export function isLogDamaged(file: string): boolean {
  const log = `${file}-wal`;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) <= HEADER) return false;
  const bytes = readFileSync(log);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = view.getUint32(0);
  const frameSize = FRAME_HEADER + (view.getUint32(8) || PAGE);
  const littleEndian = (magic & 1) === 0;
  let sums = checksum(view, 0, 24, [0, 0], littleEndian);
  let whole = magic >>> 1 === MAGIC >>> 1 && sums[0] === view.getUint32(24) && sums[1] === view.getUint32(28);
  // A header that was hit cannot tell which round of the log its frames are of; the first one can.
  const salts = saltsAt(view, whole || bytes.length < HEADER + frameSize ? 16 : HEADER + 8);

  let commitsBehind = 0;
  for (let start = HEADER; start + frameSize <= bytes.length; start += frameSize) {
    // Frames of an earlier round of the log follow those of this one.
    const isOld = saltsAt(view, start + 8) !== salts;
    if (whole && !isOld) {
      sums = checksum(view, start, start + 8, sums, littleEndian);
      sums = checksum(view, start + FRAME_HEADER, start + frameSize, sums, littleEndian);
      whole = sums[0] === view.getUint32(start + 16) && sums[1] === view.getUint32(start + 20);
    } else whole = false;
    const isCommit = view.getUint32(start + 4) !== 0;
    if (!whole && !isOld && isCommit) commitsBehind += 1;
  }
  return commitsBehind >= 2;
}

type Sums = readonly [number, number];

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
