// Reads protobuf messages by the rules of spec 1.2. The generated decoders are not used: they skip a known field of
// a wrong wire type, replace malformed UTF-8, drop unknown enum values and round 64-bit values, all in silence.
// Liberal: any order, unknown fields and groups skipped, the last value wins, varints up to 10 bytes of which a
// 32-bit field keeps the low half. Strict: wire types, lengths, UTF-8, field numbers, 64-bit values beyond 2⁵³−1.
import { StampError, type ReadErrorCode } from "../../shared/errors";
import { decodeUtf8 } from "./utf8";
import type { FieldKind, WireSchema, WireValues } from "./wire-schema";

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const GROUP_START = 3;
const GROUP_END = 4;
const FIXED32 = 5;

const MAX_GROUP_DEPTH = 100;

interface Cursor {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** What malformed bytes are called in the layer that reads them. */
  readonly code: ReadErrorCode;
  position: number;
}

/**
 * The fields of `schema` that are in `bytes`; byte fields share its memory.
 * @throws StampError with `code` when the bytes are not a message of this kind.
 */
export function readMessage<Schema extends WireSchema>(
  schema: Schema,
  bytes: Uint8Array,
  code: ReadErrorCode,
): WireValues<Schema> {
  const values: Record<string, unknown> = {};
  const cursor: Cursor = { bytes, end: bytes.length, code, position: 0 };
  while (cursor.position < cursor.end) {
    const { number, wireType } = readTag(cursor);
    const field = schema.byNumber.get(number);
    if (field === undefined) {
      skipField(cursor, number, wireType);
      continue;
    }
    const [name, kind] = field;
    if (kind === "uint32s") readUint32s(cursor, wireType, (values[name] ??= []) as number[]);
    else values[name] = readSingle(cursor, kind, wireType);
  }
  return values as WireValues<Schema>;
}

function readSingle(cursor: Cursor, kind: Exclude<FieldKind, "uint32s">, wireType: number): number | string | Uint8Array {
  if (wireType !== (kind === "string" || kind === "bytes" ? LENGTH : VARINT)) fail(cursor, "wire type");
  switch (kind) {
    case "bytes":
      return readBytes(cursor);
    case "string":
      return decodeUtf8(readBytes(cursor)) ?? fail(cursor, "UTF-8");
    case "int32":
      return readVarint(cursor).low | 0;
    case "uint32":
      return readVarint(cursor).low;
    case "uint64": {
      const { low, high } = readVarint(cursor);
      const value = high * 0x1_0000_0000 + low;
      return Number.isSafeInteger(value) ? value : fail(cursor, "64-bit value");
    }
  }
}

/** Repeated numbers come one by one or packed, whatever the definition prefers. */
function readUint32s(cursor: Cursor, wireType: number, values: number[]): void {
  if (wireType === VARINT) {
    values.push(readVarint(cursor).low);
    return;
  }
  if (wireType !== LENGTH) fail(cursor, "wire type");
  const packed = readBytes(cursor);
  const inner: Cursor = { bytes: packed, end: packed.length, code: cursor.code, position: 0 };
  while (inner.position < inner.end) values.push(readVarint(inner).low);
}

function readTag(cursor: Cursor): { readonly number: number; readonly wireType: number } {
  const { low, high } = readVarint(cursor);
  const number = low >>> 3;
  if (high !== 0 || number === 0) fail(cursor, "field number");
  return { number, wireType: low & 7 };
}

/** Two unsigned halves; whatever exceeds 64 bits is cut off as every implementation does. */
function readVarint(cursor: Cursor): { readonly low: number; readonly high: number } {
  let low = 0;
  let high = 0;
  for (let index = 0; index < 10; index++) {
    const byte = cursor.position < cursor.end ? cursor.bytes[cursor.position++] : undefined;
    if (byte === undefined) fail(cursor, "cut off");
    const bits = byte & 0x7f;
    if (index < 5) low |= bits << (7 * index);
    if (index === 4) high |= bits >> 4;
    if (index > 4) high |= bits << (7 * index - 32);
    if (byte < 0x80) return { low: low >>> 0, high: high >>> 0 };
  }
  return fail(cursor, "varint");
}

function readBytes(cursor: Cursor): Uint8Array {
  const { low, high } = readVarint(cursor);
  const start = cursor.position;
  advance(cursor, high === 0 ? low : Infinity);
  return cursor.bytes.subarray(start, cursor.position);
}

function skipField(cursor: Cursor, number: number, wireType: number): void {
  const openGroups: number[] = [];
  let field = { number, wireType };
  for (;;) {
    if (field.wireType === GROUP_START) {
      openGroups.push(field.number);
      if (openGroups.length > MAX_GROUP_DEPTH) fail(cursor, "group depth");
    } else if (field.wireType === GROUP_END) {
      if (openGroups.pop() !== field.number) fail(cursor, "group end");
    } else {
      skipValue(cursor, field.wireType);
    }
    if (openGroups.length === 0) return;
    field = readTag(cursor);
  }
}

function skipValue(cursor: Cursor, wireType: number): void {
  if (wireType === VARINT) readVarint(cursor);
  else if (wireType === FIXED64) advance(cursor, 8);
  else if (wireType === LENGTH) readBytes(cursor);
  else if (wireType === FIXED32) advance(cursor, 4);
  else fail(cursor, "wire type");
}

function advance(cursor: Cursor, length: number): void {
  if (length > cursor.end - cursor.position) fail(cursor, "cut off");
  cursor.position += length;
}

function fail(cursor: Cursor, reason: string): never {
  throw new StampError(cursor.code, { reason, at: cursor.position });
}
