// Writes protobuf messages with the generated encoders: canonical bytes in ascending field number (spec 1.2).
// The encoders cut a value that does not fit its field and write other kinds of numbers as 0, in silence, so every
// value is checked against the field's kind first. A value that does not fit is a mistake of the caller.
import protobuf from "protobufjs/minimal.js";
import type { FieldKind, WireSchema, WireValues } from "./wire-schema";

interface Encoder<Fields> {
  encode(message: Fields, writer: protobuf.Writer): protobuf.Writer;
}

const MAX_UINT32 = 0xffff_ffff;

/** The fields of all `parts` together; of one in several the last counts. @throws RangeError when a value does not fit its field. */
export function writeMessage<Schema extends WireSchema>(
  schema: Schema,
  encoder: Encoder<WireValues<Schema>>,
  ...parts: readonly WireValues<Schema>[]
): Uint8Array {
  const message: Record<string, unknown> = { ...schema.blank };
  for (const values of parts) {
    for (const name in values) {
      const kind = schema.table[name]?.[1];
      const value: unknown = values[name];
      if (kind === undefined || !fits(kind, value)) throw new RangeError(`${name} does not fit its field`);
      message[name] = value;
    }
  }
  return encoder.encode(message as WireValues<Schema>, new protobuf.Writer()).finish();
}

function fits(kind: FieldKind, value: unknown): boolean {
  switch (kind) {
    case "int32":
      return Number.isInteger(value) && (value as number) === ((value as number) | 0);
    case "uint32":
      return isUint32(value);
    case "uint64":
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case "string":
      return typeof value === "string";
    case "bytes":
      return value instanceof Uint8Array;
    case "uint32s":
      return Array.isArray(value) && value.every(isUint32);
  }
}

function isUint32(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_UINT32;
}
