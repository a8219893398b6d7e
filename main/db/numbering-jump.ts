// Numbers of our texts after the file went back in time (spec 2.4, 2.5): a repair took an older backup, or an account file
// was saved before the last texts went out. Those after the last one that is known here may have been used.
import type { Database } from "./open";

/** More than the 200 within which a lower number means "overtaken": a restart of our numbering. */
const NUMBERING_JUMP = 1000;

export function jumpInNumbers(db: Database): void {
  const jump = String(NUMBERING_JUMP);
  db.exec(`
    UPDATE contacts SET next_sequence_number = (next_sequence_number + ${jump}) % 4294967296;
    UPDATE sqlite_sequence SET seq = seq + ${jump};
  `);
}
