// Reads what is received some rows before it is written (spec 2.4, steps 2–5): the other cores open the next batch while
// this thread writes the one before. Whatever is learned meanwhile makes no difference to a reading that has begun: with
// which keys a row is read is settled when it is fetched, so that none can come before an older one that comes back then;
// inbox-commit notices when it was read with too few.
import type { IncomingRow } from "../db/incoming-repository";
import type { ReadRow } from "./inbox-read";

/** Read at once; S/MIME is mostly work of the main thread, and so many may end in one turn of it. */
const AT_ONCE = 16;

export interface ReadAhead {
  /**
   * `rows` read, in their order, while `next` are begun; both have just been fetched. Rejects with what settling how to
   * read a row throws; then nothing counts as begun.
   */
  take(rows: readonly IncomingRow[], next: readonly IncomingRow[]): Promise<readonly ReadRow[]>;
}

/** `settle` says at once how a row is to be read; what it returns does it, and never rejects. */
export function createReadAhead(settle: (row: IncomingRow) => () => Promise<ReadRow>): ReadAhead {
  const readings = new Map<number, Promise<ReadRow>>();
  const waiting: (() => void)[] = [];
  let underWay = 0;

  async function inTurn(read: () => Promise<ReadRow>): Promise<ReadRow> {
    if (underWay === AT_ONCE) await new Promise<void>((begin) => waiting.push(begin));
    else underWay += 1;
    const result = await read();
    const begin = waiting.shift();
    // Who waits takes the place over.
    if (begin === undefined) underWay -= 1;
    else begin();
    return result;
  }

  function begin(row: IncomingRow): Promise<ReadRow> {
    const reading = readings.get(row.id) ?? inTurn(settle(row));
    readings.set(row.id, reading);
    return reading;
  }

  return {
    async take(rows, next) {
      try {
        const taken = rows.map(begin);
        const begun = next.map((row) => [row.id, begin(row)] as const);
        readings.clear();
        for (const [id, reading] of begun) readings.set(id, reading);
        return await Promise.all(taken);
      } catch (error) {
        readings.clear();
        throw error;
      }
    },
  };
}
