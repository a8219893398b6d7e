// Reads what can be read of a damaged file (spec 2.5): each table from both ends, and between them by halves round the
// pages that cannot be read. What stays unread is known exactly, as holes in the row ids, so that a backup fills these
// and nothing else: what is missing outside a hole was deleted.
import type { Database } from "./open";

/** Row ids between the two, without them, that could not be read. */
export interface Hole {
  readonly after: number;
  readonly before: number;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** First column of the primary key of a table without row ids. */
  readonly keyColumn: string | undefined;
}

export type Row = readonly unknown[];

/** Longest search in one table, in reads; one that fails takes about 0.1 ms. */
const SEARCH_LIMIT = 4000;
/** How far above the last row that was read others are looked for, when nobody knows how long a table is. */
const BEYOND = 1 << 20;

/** All row ids. */
export const EVERYTHING: readonly Hole[] = [{ after: -1, before: Number.MAX_SAFE_INTEGER }];

export const isInHole = (holes: readonly Hole[], rowid: number): boolean =>
  holes.some(({ after, before }) => rowid > after && rowid < before);

/**
 * Tables of ours in `db`, with the columns that `like`, the table of the same name there, has too. Those of the search are
 * left out: they follow from the messages.
 */
export function tablesOf(db: Database, like: Database = db): readonly Table[] {
  const names = db.prepare<[], { name: string; wr: number }>(
    `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'`,
  );
  return names.all().flatMap(({ name, wr }) => {
    const known = new Set(columnsOf(like, name).map((column) => column.name));
    const columns = columnsOf(db, name).filter((column) => known.has(column.name));
    if (columns.length === 0) return [];
    const keyColumn = wr === 0 ? undefined : columns.find(({ pk }) => pk === 1)?.name;
    return [{ name, columns: columns.map((column) => column.name), keyColumn }];
  });
}

function columnsOf(db: Database, table: string): readonly { readonly name: string; readonly pk: number }[] {
  return db.prepare<[string], { name: string; pk: number }>("SELECT name, pk FROM pragma_table_info(?)").all(table);
}

/**
 * Gives every row of a table with row ids that can be read to `take`: the row id, then the columns. Not in order, each
 * once. Returns the holes. Throws what is no damage of the file.
 */
export function salvageRows(db: Database, { name, columns }: Table, take: (row: Row) => void): readonly Hole[] {
  const select = `SELECT rowid, ${columns.join(", ")} FROM ${name} NOT INDEXED WHERE rowid > ? AND rowid < ? ORDER BY rowid`;
  const upwards = db.prepare<[number, number], Row>(select).raw();
  const downwards = db.prepare<[number, number], Row>(`${select} DESC`).raw();
  let reads = 0;

  /** Reads from one bound on towards the other; the last row id that was read, and whether it came to the end. */
  function read(direction: typeof upwards, after: number, before: number): { readonly last: number | undefined; readonly done: boolean } {
    let last: number | undefined;
    reads += 1;
    try {
      for (const row of direction.iterate(after, before)) {
        take(row);
        last = row[0] as number;
      }
      return { last, done: true };
    } catch (error) {
      if (!isDamage(error)) throw error;
      return { last, done: false };
    }
  }

  const holes: Hole[] = [];
  /** Both ends of each are known to be unreadable; the widest is looked at first. */
  const unread: Hole[] = [];
  function shrink(after: number, before: number): void {
    const down = read(downwards, after, before);
    if (!down.done) unread.push({ after, before: down.last ?? before });
  }

  /** In growing steps from a row id on: the last one above it that leads to a row, or else itself. */
  function leap(from: number): number {
    let furthest = from;
    for (let step = 1; step <= BEYOND; step *= 2) if (canSeek(from + step)) furthest = from + step;
    return furthest;
  }

  function canSeek(rowid: number): boolean {
    try {
      return upwards.get(rowid - 1, rowid + BEYOND) !== undefined;
    } catch (error) {
      if (!isDamage(error)) throw error;
      return false;
    }
  }

  const [all] = EVERYTHING as readonly [Hole];
  const up = read(upwards, all.after, all.before);
  if (up.done) return [];
  const lowest = up.last ?? all.after;
  const down = read(downwards, lowest, all.before);
  if (down.done) return [];
  const highest = down.last ?? lastGivenId(db, name) ?? leap(lowest);
  if (down.last === undefined) holes.push({ after: highest, before: all.before });
  unread.push({ after: lowest, before: down.last ?? highest + 1 });

  for (let hole = unread.shift(); hole !== undefined; hole = unread.shift()) {
    const { after, before } = hole;
    if (before - after <= 1) continue;
    if (reads > SEARCH_LIMIT) {
      holes.push(hole);
      continue;
    }
    const middle = Math.floor((after + before) / 2);
    const part = read(upwards, middle - 1, before);
    if (!part.done) {
      const from = part.last ?? middle;
      // A row id that is not there leads to the next one that is, whose page is the bad one.
      if (part.last === undefined) holes.push({ after: middle - 1, before: middle + 1 });
      unread.push({ after: from, before });
    }
    if (middle - after > 1) shrink(after, middle);
  }
  return joined(holes);
}

/** Of a table that gives each id once. */
function lastGivenId(db: Database, table: string): number | undefined {
  try {
    return db.prepare<[string], number>("SELECT seq FROM sqlite_sequence WHERE name = ?").pluck().get(table);
  } catch {
    return undefined;
  }
}

/**
 * As salvageRows, for a table without row ids: from both ends, then by the first byte where its key is a hash. Gives
 * only columns, and a row maybe more than once. Returns whether all was read.
 */
export function salvageKeys(db: Database, { name, columns, keyColumn = "" }: Table, take: (row: Row) => void): boolean {
  const select = `SELECT ${columns.join(", ")} FROM ${name}`;
  function read(sql: string, ...bounds: Uint8Array[]): boolean {
    try {
      for (const row of db.prepare<Uint8Array[], Row>(sql).raw().iterate(...bounds)) take(row);
      return true;
    } catch (error) {
      if (!isDamage(error)) throw error;
      return false;
    }
  }
  if (read(`${select} ORDER BY ${keyColumn}`)) return true;
  read(`${select} ORDER BY ${keyColumn} DESC`);
  for (let byte = 0; byte < 256; byte += 1) {
    const bounds = [Uint8Array.of(byte), byte === 255 ? new Uint8Array(64).fill(255) : Uint8Array.of(byte + 1)];
    read(`${select} WHERE ${keyColumn} >= ? AND ${keyColumn} < ? ORDER BY ${keyColumn}`, ...bounds);
  }
  return false;
}

/** How much of a file can be read; `whole`: everything. */
export function readableRows(db: Database): { readonly rows: number; readonly whole: boolean } {
  let rows = 0;
  let whole = true;
  const count = (): void => {
    rows += 1;
  };
  try {
    for (const table of tablesOf(db)) {
      if (table.keyColumn === undefined) whole = salvageRows(db, table, count).length === 0 && whole;
      else whole = salvageKeys(db, table, count) && whole;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    whole = false;
  }
  return { rows, whole };
}

/** A page of the file cannot be read, or says what cannot be. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(String(error.code));
}

function joined(holes: readonly Hole[]): readonly Hole[] {
  const result: Hole[] = [];
  for (const hole of [...holes].sort((a, b) => a.after - b.after)) {
    const last = result.at(-1);
    if (last !== undefined && hole.after < last.before) {
      result[result.length - 1] = { after: last.after, before: Math.max(last.before, hole.before) };
    } else result.push(hole);
  }
  return result;
}
