// Whether a disk has room for a file, asked before anything is written that would fill it up.
import { statfsSync } from "node:fs";
import { StampError } from "../../shared/errors";

/** Left free for everything else that writes. */
const SPARE = 16 * 1024 * 1024;

/** Throws StampError `disk-full` when the disk of `folder` has not so many bytes left, and some to spare. */
export function assertRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes + SPARE) throw new StampError("disk-full");
}
