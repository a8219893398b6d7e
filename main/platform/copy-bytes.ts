// Copying large files a piece at a time: one that is open, by its descriptor, and one on a disk with bad places, of which
// what reads is taken (spec 2.5).
import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";

const PIECE = 1024 * 1024;
/** What is given up at a bad place, in bytes: a page of the history. */
const SMALLEST_PIECE = 4096;

/** The first `size` bytes. Throws what the disk says. */
export function copyOpenFile(descriptor: number, size: number, target: string): void {
  copy({ from: descriptor, size, target, read: readSync, tolerant: false });
}

/**
 * Copies `source` with zeros where it cannot be read, and returns how many bytes that are. Throws what the disk of the
 * copy says. `read` only for tests.
 */
export function copyReadable(source: string, target: string, read: typeof readSync = readSync): number {
  const descriptor = openSync(source, "r");
  try {
    return copy({ from: descriptor, size: fstatSync(descriptor).size, target, read, tolerant: true });
  } finally {
    closeSync(descriptor);
  }
}

interface Copying {
  readonly from: number;
  readonly size: number;
  readonly target: string;
  readonly read: typeof readSync;
  readonly tolerant: boolean;
}

function copy({ from, size, target, read, tolerant }: Copying): number {
  const to = openSync(target, "w", 0o600);
  let unreadable = 0;
  function piece(position: number, length: number): void {
    const bytes = new Uint8Array(length);
    try {
      for (let done = 0; done < length; ) {
        const count = read(from, bytes, done, length - done, position + done);
        if (count === 0) throw Object.assign(new Error("the file ends before its end"), { code: "EIO" });
        done += count;
      }
    } catch (error) {
      if (!tolerant || !isBadPlace(error)) throw error;
      if (length > SMALLEST_PIECE) return pieces(position, length, SMALLEST_PIECE);
      unreadable += length;
      bytes.fill(0);
    }
    for (let done = 0; done < length; ) done += writeSync(to, bytes, done, length - done, position + done);
  }
  function pieces(start: number, length: number, each: number): void {
    for (let at = 0; at < length; at += each) piece(start + at, Math.min(each, length - at));
  }
  try {
    pieces(0, size, PIECE);
    return unreadable;
  } finally {
    closeSync(to);
  }
}

/** The disk cannot read this place, whatever it can elsewhere. */
function isBadPlace(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EIO";
}
