// What a frame must look like before sip.js may see it. Its parser takes milliseconds per kilobyte of
// unusual headers and loops over as many headers as it is given, so one hostile frame could hold the main
// process for seconds. Real servers stay far below these caps: their headers fill less than 1 KiB, a whole
// Kamailio frame at most 64 KiB.
import type { RawData } from "ws";

const MAX_HEADER_BYTES = 6 * 1024;
const MAX_HEADER_LINES = 48;
const MAX_FRAME_BYTES = 64 * 1024 + MAX_HEADER_BYTES;

/** Above this, ws closes the connection: more cannot be an honest mistake, and it would cost memory. */
export const MAX_PAYLOAD = 1024 * 1024;

export type GuardedFrame =
  | { readonly type: "message"; readonly text: string }
  /** CRLF CRLF asks for a CRLF (RFC 5626, 3.5.1); a lone CRLF is such an answer. */
  | { readonly type: "ping" }
  | { readonly type: "pong" }
  | { readonly type: "dropped"; readonly reason: "too-large" | "no-header-end" | "too-many-headers" };

/** Text and binary frames alike (RFC 7118, 5); bytes that are not UTF-8 become U+FFFD. */
export function guardFrame(data: RawData): GuardedFrame {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
  if (bytes.length > MAX_FRAME_BYTES) return { type: "dropped", reason: "too-large" };
  const text = bytes.toString("utf8");
  if (text === "\r\n\r\n") return { type: "ping" };
  if (text === "\r\n") return { type: "pong" };

  const headerEnd = text.slice(0, MAX_HEADER_BYTES).indexOf("\r\n\r\n");
  if (headerEnd === -1) return { type: "dropped", reason: "no-header-end" };
  let lines = 0;
  for (let at = 0; at !== -1 && at < headerEnd; at = text.indexOf("\r\n", at + 2)) lines += 1;
  if (lines > MAX_HEADER_LINES) return { type: "dropped", reason: "too-many-headers" };
  return { type: "message", text };
}
