// Bytes of one WebSocket message → SIP message (RFC 3261, 7 and 25; RFC 7118: one SIP message in one WebSocket message).
// Own and strict instead of the npm package `sip`: that one lets the last of two From headers win, decodes escapes in
// header names, swallows headers it cannot read and copies untrusted names into plain objects. In a server that tells
// people apart by From, what is repeated, folded oddly or half readable is refused with 400 instead.
import { parseNameAddress, parseParameters, parseUri } from "./address";
import type { Limits } from "./limits";
import type { Header, SipRequest, SipResponse } from "./message";

export type Parsed =
  | SipRequest
  | SipResponse
  /** A request we refuse; `headers` holds what an answer has to repeat. */
  | { readonly type: "bad-request"; readonly reason: string; readonly status: 400 | 513; readonly headers: readonly Header[] }
  /** Not even an answer is possible. */
  | { readonly type: "garbage"; readonly reason: string };

type Sizes = Pick<Limits, "maxFrameBytes" | "maxHeadBytes" | "maxHeaders">;

const COMPACT: Readonly<Partial<Record<string, string>>> = Object.assign(Object.create(null) as object, {
  ...{ i: "call-id", m: "contact", e: "content-encoding", l: "content-length", c: "content-type", f: "from" },
  ...{ s: "subject", k: "supported", t: "to", v: "via", o: "event", u: "allow-events", x: "session-expires" },
});
const ONCE = ["from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type", "event", "expires", "sip-if-match"];
const REQUEST_LINE = /^([A-Z]{1,32}) (\S{1,2048}) SIP\/2\.0$/;
const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d)(?: .*)?$/;
const HEADER_LINE = /^([A-Za-z0-9!%*_+`'~.-]{1,64})[ \t]*:(.*)$/s;
const VIA = /^SIP\s*\/\s*2\.0\s*\/\s*[A-Za-z]+\s+[^\s;,]+((?:\s*;[^,]*)?)/;
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Never throws. */
export function parseSip(frame: Buffer, sizes: Sizes): Parsed {
  const head = splitHead(frame, sizes);
  if (head === undefined) return { type: "garbage", reason: "no SIP head" };
  const [startLine = "", ...lines] = head.text.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  if (lines.length > sizes.maxHeaders) return { type: "garbage", reason: "too many headers" };
  const headers = lines.map(parseHeader);
  const known = headers.filter((entry) => entry !== undefined);
  const refuse = (reason: string, status: 400 | 513 = 400): Parsed =>
    canBeAnswered(startLine, known) ? { type: "bad-request", reason, status, headers: known } : { type: "garbage", reason };
  if (known.length !== headers.length) return refuse("malformed header");
  if (frame.length > sizes.maxFrameBytes) return refuse("message too large", 513);

  const repeated = ONCE.find((name) => known.filter((entry) => entry.name === name).length > 1);
  if (repeated !== undefined) return refuse(`repeated ${repeated}`);
  const common = parseCommon(known, frame.subarray(head.length));
  if (typeof common === "string") return refuse(common);

  const statusLine = STATUS_LINE.exec(startLine);
  if (statusLine !== null) return { type: "response", status: Number(statusLine[1]), ...common };
  const requestLine = REQUEST_LINE.exec(startLine);
  const uri = parseUri(requestLine?.[2] ?? "");
  if (uri === undefined) return refuse("malformed request line");
  if (requestLine?.[1] !== common.method) return refuse("CSeq of another method");
  return { type: "request", uri, ...common };
}

function splitHead(frame: Buffer, sizes: Sizes): { readonly text: string; readonly length: number } | undefined {
  const end = frame.subarray(0, sizes.maxHeadBytes).indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  try {
    return { text: decoder.decode(frame.subarray(0, end)), length: end + 4 };
  } catch {
    return undefined;
  }
}

function parseHeader(line: string): Header | undefined {
  const match = HEADER_LINE.exec(line);
  const value = (match?.[2] ?? "").trim();
  const name = (match?.[1] ?? "").toLowerCase();
  return name === "" || CONTROL.test(value) ? undefined : { name: COMPACT[name] ?? name, value };
}

function canBeAnswered(startLine: string, headers: readonly Header[]): boolean {
  const isRequest = !startLine.startsWith("SIP/") && !startLine.startsWith("ACK ");
  return isRequest && ["via", "from", "to", "call-id", "cseq"].every((name) => headers.some((entry) => entry.name === name));
}

type CommonPart = Omit<SipResponse, "type" | "status">;

/** The parts that requests and responses share, or why they are refused. */
function parseCommon(headers: readonly Header[], body: Buffer): CommonPart | string {
  const value = (name: string): string => headers.find((entry) => entry.name === name)?.value ?? "";
  const branch = parseParameters(VIA.exec(value("via"))?.[1] ?? "")?.get("branch") ?? "";
  if (!/^z9hG4bK\S{1,128}$/i.test(branch)) return "malformed Via";
  const from = parseNameAddress(value("from"));
  const to = parseNameAddress(value("to"));
  if (from === undefined || to === undefined) return "malformed From or To";
  if ((from.parameters.get("tag") ?? "") === "") return "From without a tag";
  const callId = value("call-id");
  if (!/^\S{1,256}$/.test(callId)) return "malformed Call-ID";
  const cseq = /^(\d{1,10})\s+([A-Z]{1,32})$/.exec(value("cseq"));
  if (cseq === null || Number(cseq[1]) >= 2 ** 31) return "malformed CSeq";
  const length = headers.find((entry) => entry.name === "content-length");
  if (length !== undefined && length.value !== String(body.length)) return "Content-Length differs from the body";
  return { headers, branch, from, to, callId, cseq: Number(cseq[1]), method: cseq[2] ?? "", body };
}
