// What passes the fault proxy: one WebSocket message is one SIP frame (RFC 7118), and each fault hits a whole one. The
// proxy reads only what it needs to choose: who sends it, whether it asks or answers, and what about.
export type Direction =
  /** From the client to the server. */
  | "up"
  | "down";

export interface Frame {
  readonly direction: Direction;
  readonly kind: "request" | "response" | "keep-alive";
  /** Of the request, or of the one that is answered; empty for a keep-alive. */
  readonly method: string;
  /** Of a response. */
  readonly status?: number;
  readonly text: string;
}

/** Anything that is no SIP message (a double line end of RFC 5626) counts as a keep-alive. */
export function readFrame(direction: Direction, text: string): Frame {
  const status = /^SIP\/2\.0 (\d{3})/.exec(text)?.[1];
  if (status !== undefined) {
    return { direction, kind: "response", method: /^CSeq:\s*\d+\s+(\w+)/im.exec(text)?.[1] ?? "", status: Number(status), text };
  }
  const method = /^([A-Z]+) \S+ SIP\/2\.0\r\n/.exec(text)?.[1];
  return method === undefined ? { direction, kind: "keep-alive", method: "", text } : { direction, kind: "request", method, text };
}
