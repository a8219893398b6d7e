// How many transactions an open file has really committed, told by its write-ahead log: the last frame of each says how large
// the file is after it (sqlite.org/walformat.html). Frame headers are not encrypted.
import { readFileSync } from "node:fs";
import type { Database } from "../../main/db/open";

const HEADER = 32;
const FRAME_HEADER = 24;

/** Commits of `work`. Whatever else writes to the file meanwhile counts too. */
export async function durableTransactions(db: Database, work: () => Promise<void> | void): Promise<number> {
  const checkpointed = Number(db.pragma("wal_autocheckpoint", { simple: true }));
  db.pragma("wal_autocheckpoint = 0");
  db.pragma("wal_checkpoint(TRUNCATE)");
  await work();
  const commits = commitsIn(readFileSync(`${db.name}-wal`));
  db.pragma(`wal_autocheckpoint = ${String(checkpointed)}`);
  return commits;
}

function commitsIn(log: Buffer): number {
  const frame = FRAME_HEADER + log.readUInt32BE(8);
  let commits = 0;
  for (let start = HEADER; start + frame <= log.length; start += frame) if (log.readUInt32BE(start + 4) !== 0) commits += 1;
  return commits;
}
