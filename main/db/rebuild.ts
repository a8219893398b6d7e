// Fills a new file from what reads of a damaged one and from a backup of it (spec 2.5). The damaged file is newer, so its
// rows count; the backup's fill the holes. Both are of one history: a row id means the same row in either. Rows that
// break a rule of the schema are left out and counted.
import { isStoreFailure, type Database } from "./open";
import { EVERYTHING, isInHole, salvageKeys, salvageRows, tablesOf, type Hole, type Row, type Table } from "./salvage";

export interface Rebuilt {
  /** Of conversations: texts and notes. */
  readonly messagesFromDamaged: number;
  readonly messagesFromBackup: number;
  /** Rows of any table that no rule of the schema lets in. */
  readonly leftOut: number;
  /** Where messages could not be read. */
  readonly messageHoles: readonly Hole[];
}

export interface RebuildSources {
  /** May be a file of which nothing can be read. */
  readonly damaged: Database | undefined;
  /** Whole, of the newest schema. */
  readonly backup: Database | undefined;
}

/** Furthest a message of the backup moves down when its place in the conversation was given to another since. */
const PLACES_TRIED = 1000;

/** `target` is fresh; call inside a transaction, with references unchecked (see tidyRebuilt). */
export function rebuild(target: Database, { damaged, backup }: RebuildSources, progress: (fraction: number) => void): Rebuilt {
  let leftOut = 0;
  let messagesFromDamaged = 0;
  let messagesFromBackup = 0;
  let messageHoles: readonly Hole[] = [];
  // Only while rows are put together: the app looks for texts by nonce elsewhere.
  target.exec("CREATE INDEX rebuild_texts ON messages (contact_id, amp_nonce)");
  const tables = tablesOf(target);

  tables.forEach((table, index) => {
    const { holes, taken, refused } = copyDamaged(target, damaged, table);
    leftOut += refused;
    const filled = backup === undefined ? 0 : copyBackup(target, backup, table, holes);
    if (table.name === "messages") [messagesFromDamaged, messagesFromBackup, messageHoles] = [taken, filled, holes];
    progress((index + 1) / tables.length);
  });
  target.exec("DROP INDEX rebuild_texts");
  return { messagesFromDamaged, messagesFromBackup, leftOut, messageHoles };
}

function copyDamaged(
  target: Database,
  damaged: Database | undefined,
  { name }: Table,
): { readonly holes: readonly Hole[]; readonly taken: number; readonly refused: number } {
  const table = readableTable(damaged, target, name);
  if (damaged === undefined || table === undefined) return { holes: EVERYTHING, taken: 0, refused: 0 };
  let taken = 0;
  let refused = 0;
  const insert = inserter(target, table);
  const take = (values: Row): void => {
    if (insert(values)) taken += 1;
    else refused += 1;
  };
  if (table.keyColumn === undefined) {
    const holes = salvageRows(damaged, table, ([, ...values]) => { take(values); });
    return { holes, taken, refused };
  }
  const ignore = inserter(target, table);
  const all = salvageKeys(damaged, table, (values) => { ignore(values); });
  return { holes: all ? [] : EVERYTHING, taken: 0, refused: 0 };
}

/** The table as `source` has it, or undefined when there is none of this name there or its schema cannot be read. */
function readableTable(source: Database | undefined, target: Database, name: string): Table | undefined {
  if (source === undefined) return undefined;
  return tablesOf(source, target).find((table) => table.name === name);
}

/** Rows of the backup whose ids lie in a hole; how many were taken. */
function copyBackup(target: Database, backup: Database, { name }: Table, holes: readonly Hole[]): number {
  const table = readableTable(backup, target, name);
  if (table === undefined || holes.length === 0) return 0;
  const insert = inserter(target, table);
  const fits = name === "messages" ? messageFitter(target, table) : (values: Row) => values;
  const rowid = table.keyColumn === undefined ? "rowid" : "0";
  const rows = backup.prepare<[], Row>(`SELECT ${rowid}, ${table.columns.join(", ")} FROM ${name}`).raw();
  let filled = 0;
  for (const [id, ...values] of rows.iterate()) {
    if (!isInHole(holes, id as number)) continue;
    const fitting = fits(values);
    if (fitting !== undefined && insert(fitting)) filled += 1;
  }
  return filled;
}

/**
 * A message of the backup as it fits beside those of the damaged file: undefined when it is one of them under another
 * id, moved down when its place is taken.
 */
function messageFitter(target: Database, { columns }: Table): (values: Row) => Row | undefined {
  const [contact, kind, nonce, text, position] = ["contact_id", "kind", "amp_nonce", "text", "position"].map((name) => columns.indexOf(name)) as [number, number, number, number, number];
  const same = target.prepare(
    "SELECT 1 FROM messages WHERE contact_id = ? AND amp_nonce = ? AND kind = ? AND text = ?",
  );
  const taken = target.prepare("SELECT 1 FROM messages WHERE contact_id = ? AND position = ?");
  return (values) => {
    if (same.get(values[contact], values[nonce], values[kind], values[text]) !== undefined) return undefined;
    let place = values[position] as number;
    for (let tries = 0; tries < PLACES_TRIED && taken.get(values[contact], place) !== undefined; tries += 1) place += 1;
    return values.map((value, index) => (index === position ? place : value));
  };
}

/** Puts a row in; false when a rule of the schema is against it. Throws when the new file or its disk fails. */
function inserter(target: Database, { name, columns }: Table): (values: Row) => boolean {
  const places = columns.map(() => "?").join(", ");
  const insert = target.prepare(`INSERT INTO ${name} (${columns.join(", ")}) VALUES (${places})`);
  return (values) => {
    try {
      insert.run(...values);
      return true;
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      return false;
    }
  };
}
