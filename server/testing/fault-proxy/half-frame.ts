// The first half of a WebSocket frame's bytes (RFC 6455, 5.2), as they are on the wire when a connection breaks in the
// middle of one.
import { randomBytes } from "node:crypto";

/** `masked`: frames to a server are, frames to a client are not. */
export function halfFrame(text: string, masked: boolean): Buffer {
  const payload = Buffer.from(text);
  const mask = masked ? randomBytes(4) : Buffer.alloc(0);
  const frame = Buffer.concat([head(payload.length, masked), mask, masked ? payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)) : payload]);
  return frame.subarray(0, Math.ceil(frame.length / 2));
}

const FINAL_TEXT = 0x81;

function head(length: number, masked: boolean): Buffer {
  const maskBit = masked ? 0x80 : 0;
  if (length < 126) return Buffer.from([FINAL_TEXT, maskBit | length]);
  if (length < 65_536) return Buffer.from([FINAL_TEXT, maskBit | 126, length >> 8, length & 0xff]);
  const long = Buffer.alloc(10);
  long.writeUInt8(FINAL_TEXT, 0);
  long.writeUInt8(maskBit | 127, 1);
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}
