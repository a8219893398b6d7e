// A SIP message after parsing, and a reply before composing.
import type { NameAddress, SipUri } from "./address";

export interface Header {
  /** Long form in lower case. */
  readonly name: string;
  readonly value: string;
}

interface Common {
  readonly headers: readonly Header[];
  /** Branch parameter of the topmost Via. */
  readonly branch: string;
  readonly callId: string;
  readonly cseq: number;
  /** Method of the request; of a response that of its CSeq. */
  readonly method: string;
  readonly from: NameAddress;
  readonly to: NameAddress;
  readonly body: Buffer;
}

export interface SipRequest extends Common {
  readonly type: "request";
  readonly uri: SipUri;
}

export interface SipResponse extends Common {
  readonly type: "response";
  readonly status: number;
}

/** Our answer to a request. */
export interface Reply {
  readonly status: number;
  /** Complete header lines without line ends. */
  readonly headers?: readonly string[];
  /** To tag of a dialog; a random one when absent. */
  readonly toTag?: string;
  /** Done right after the reply was sent. */
  readonly afterwards?: () => void;
}

/** First header of that lower-case name. */
export function header(message: { readonly headers: readonly Header[] }, name: string): string | undefined {
  return message.headers.find((candidate) => candidate.name === name)?.value;
}

/** Seconds of an Expires header; undefined when absent, NaN when it is no number. */
export function expiresHeader(request: SipRequest): number | undefined {
  const value = header(request, "expires");
  return value === undefined ? undefined : parseSeconds(value);
}

export function parseSeconds(text: string): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
}
