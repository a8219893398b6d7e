// SIP messages → bytes (RFC 3261, 8.1.1 and 8.2.6). The server writes every line itself; of what a client sent only
// parsed values go into a request for another client.
import { randomBytes } from "node:crypto";
import type { Header, Reply } from "./message";

export interface OutgoingRequest {
  readonly method: string;
  readonly uri: string;
  /** Complete values with tags. */
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: number;
  readonly maxForwards: number;
  /** Complete header lines without line ends. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const REASONS: Readonly<Partial<Record<number, string>>> = {
  ...{ 200: "OK", 202: "Accepted", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" },
  ...{ 405: "Method Not Allowed", 407: "Proxy Authentication Required", 412: "Conditional Request Failed" },
  ...{ 413: "Request Entity Too Large", 415: "Unsupported Media Type", 420: "Bad Extension", 423: "Interval Too Brief" },
  ...{ 480: "Temporarily Unavailable", 481: "Subscription Does Not Exist", 483: "Too Many Hops", 484: "Address Incomplete" },
  ...{ 489: "Bad Event", 500: "Server Internal Error", 503: "Service Unavailable", 513: "Message Too Large" },
};
const REPEATED = ["via", "from", "call-id", "cseq"];

/** A response to the request with these headers. */
export function composeReply(headers: readonly Header[], reply: Reply): Buffer {
  const to = headers.find(({ name }) => name === "to")?.value ?? "";
  const lines = [
    `SIP/2.0 ${reply.status} ${REASONS[reply.status] ?? "Answer"}`,
    ...headers.filter(({ name }) => REPEATED.includes(name)).map(({ name, value }) => `${spelled(name)}: ${value}`),
    `To: ${hasTag(to) ? to : `${to};tag=${reply.toTag ?? randomToken()}`}`,
    ...(reply.headers ?? []),
    "Content-Length: 0",
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

export function composeRequest(request: OutgoingRequest, viaHost: string, branch: string): Buffer {
  const lines = [
    `${request.method} ${request.uri} SIP/2.0`,
    `Via: SIP/2.0/WS ${viaHost};branch=${branch}`,
    `Max-Forwards: ${request.maxForwards}`,
    `From: ${request.from}`,
    `To: ${request.to}`,
    `Call-ID: ${request.callId}`,
    `CSeq: ${request.cseq} ${request.method}`,
    ...request.headers,
    `Content-Length: ${request.body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), request.body]);
}

/** 96 random bits for tags, branches, Call-IDs and entity tags. */
export function randomToken(): string {
  return randomBytes(12).toString("hex");
}

function hasTag(to: string): boolean {
  return /;\s*tag\s*=/i.test(to.slice(to.indexOf(">") + 1));
}

function spelled(name: string): string {
  return { via: "Via", from: "From", "call-id": "Call-ID", cseq: "CSeq" }[name] ?? name;
}
