// Protobuf as bare fields, read and written without the product's code (spec 1.2): the runs look at what is on the wire
// with their own eyes, and they write what the product would never write.

/** A number or bytes; the messages of spec 1 have nothing else. */
export interface Field {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

export interface WireStyle {
  /** Bytes more than a number needs, as other encoders may use. */
  readonly extraBytes?: number;
}

/** Fields in their order on the wire. Throws a RangeError for what is none. */
export function readFields(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;

  function readNumber(): bigint {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) throw new RangeError("cut off");
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  while (at < bytes.length) {
    const tag = Number(readNumber());
    const number = tag >>> 3;
    if ((tag & 7) === 0) {
      fields.push({ number, value: readNumber() });
    } else if ((tag & 7) === 2) {
      const length = Number(readNumber());
      if (at + length > bytes.length) throw new RangeError("cut off");
      fields.push({ number, value: bytes.slice(at, at + length) });
      at += length;
    } else {
      throw new RangeError("neither number nor bytes");
    }
  }
  return fields;
}

export function writeFields(fields: readonly Field[], { extraBytes = 0 }: WireStyle = {}): Uint8Array {
  const bytes: number[] = [];

  function writeNumber(value: bigint): void {
    let rest = value;
    for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
    if (extraBytes === 0) return void bytes.push(Number(rest));
    bytes.push(Number(rest) | 0x80, ...Array<number>(extraBytes - 1).fill(0x80), 0);
  }

  for (const { number, value } of fields) {
    const isNumber = typeof value === "bigint";
    writeNumber(BigInt(number * 8 + (isNumber ? 0 : 2)));
    writeNumber(isNumber ? value : BigInt(value.length));
    if (!isNumber) bytes.push(...value);
  }
  return Uint8Array.from(bytes);
}

/** The low 32 bits. The last value counts, as everywhere in protobuf. */
export function numberIn(fields: readonly Field[], number: number): number | undefined {
  const value = fields.filter((field) => field.number === number).at(-1)?.value;
  return typeof value === "bigint" ? Number(BigInt.asUintN(32, value)) : undefined;
}

export function bytesIn(fields: readonly Field[], number: number): Uint8Array | undefined {
  const value = fields.filter((field) => field.number === number).at(-1)?.value;
  return value instanceof Uint8Array ? value : undefined;
}
