// Field tables of the messages that are read (spec 1.2). They say the same as proto/*.proto, which the generated
// encoders come from; a test compares the two.

export type FieldKind = "int32" | "uint32" | "uint64" | "string" | "bytes" | "uint32s";

interface ValueOf {
  readonly int32: number;
  readonly uint32: number;
  /** Only values that a number holds exactly. */
  readonly uint64: number;
  readonly string: string;
  readonly bytes: Uint8Array;
  readonly uint32s: number[];
}

type FieldTable = Readonly<Record<string, readonly [number: number, kind: FieldKind]>>;

export interface WireSchema<Table extends FieldTable = FieldTable> {
  readonly table: Table;
  readonly byNumber: ReadonlyMap<number, readonly [name: string, kind: FieldKind]>;
  /** Every field, none of them set: encoders read objects that all have the same properties many times faster. */
  readonly blank: Readonly<Record<string, undefined>>;
}

/** The fields that were present; an absent field has no property. */
export type WireValues<Schema extends WireSchema> = {
  readonly [Name in keyof Schema["table"]]?: ValueOf[Schema["table"][Name][1]];
};

export function defineSchema<const Table extends FieldTable>(table: Table): WireSchema<Table> {
  const byNumber = new Map(Object.entries(table).map(([name, [number, kind]]) => [number, [name, kind] as const]));
  const blank = Object.fromEntries(Object.keys(table).map((name) => [name, undefined]));
  return { table, byNumber, blank };
}
