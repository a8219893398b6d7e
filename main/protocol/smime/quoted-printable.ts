// Quoted-printable (RFC 2045, 6.7), in one pass over the bytes: a megabyte of anything may come from anybody. What a
// regular expression does to it takes the square of its blanks, or a string for each of its lines.
import { StampError } from "../../../shared/errors";

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const EQUALS = 0x3d;

/** @throws StampError `cms-malformed`. */
export function fromQuotedPrintable(encoded: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(encoded.length);
  let length = 0;
  /** Length without the blanks at its end: before a line break they were added on the way. */
  let solid = 0;
  for (let at = 0; at < encoded.length; ) {
    const byte = encoded[at] ?? 0;
    const lineBreak = lineBreakAt(encoded, at);
    const octet = byte === EQUALS ? hexAt(encoded, at + 1) : undefined;
    if (lineBreak > 0) {
      length = solid;
      for (const end = at + lineBreak; at < end; at++) decoded[length++] = encoded[at] ?? 0;
    } else if (octet !== undefined) {
      decoded[length++] = octet;
      at += 3;
    } else if (byte === EQUALS) {
      at = behindSoftBreak(encoded, at + 1);
    } else {
      decoded[length++] = byte;
      at += 1;
    }
    if (!isBlank(byte)) solid = length;
  }
  return decoded.subarray(0, length);
}

/** Length of the line break that begins here, 0 where none does. */
function lineBreakAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LF) return 1;
  return bytes[at] === CR && bytes[at + 1] === LF ? 2 : 0;
}

function behindSoftBreak(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isBlank(bytes[at])) at += 1;
  const lineBreak = lineBreakAt(bytes, at);
  if (lineBreak === 0) throw new StampError("cms-malformed", { reason: "quoted-printable" });
  return at + lineBreak;
}

function hexAt(bytes: Uint8Array, at: number): number | undefined {
  const [high, low] = [digitOf(bytes[at]), digitOf(bytes[at + 1])];
  return high === undefined || low === undefined ? undefined : 16 * high + low;
}

function digitOf(byte = 0): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}
