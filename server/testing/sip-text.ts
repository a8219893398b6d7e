// SIP messages as text for tests: composing, taking apart, and a digest answer (RFC 3261, RFC 7616).
// Written apart from the embedded server's parser and digest on purpose, so that the one checks the other,
// and lenient, so that tests can send what no correct client would.
import { createHash, randomBytes } from "node:crypto";

export interface SipText {
  readonly startLine: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface RequestParts {
  readonly method: string;
  readonly uri: string;
  /** Value of From without its tag, e.g. `<sip:alice@stamp.test>`. */
  readonly from: string;
  /** Value of To, with a tag inside a dialog. */
  readonly to: string;
  readonly fromTag: string;
  readonly callId: string;
  readonly cseq: number;
  readonly branch: string;
  readonly headers: readonly string[];
  readonly body: string | undefined;
}

export function token(): string {
  return randomBytes(8).toString("hex");
}

export function requestText(parts: RequestParts): string {
  const lines = [
    `${parts.method} ${parts.uri} SIP/2.0`,
    `Via: SIP/2.0/WS client.invalid;branch=${parts.branch}`,
    "Max-Forwards: 70",
    `From: ${parts.from};tag=${parts.fromTag}`,
    `To: ${parts.to}`,
    `Call-ID: ${parts.callId}`,
    `CSeq: ${parts.cseq} ${parts.method}`,
    ...parts.headers,
    `Content-Length: ${Buffer.byteLength(parts.body ?? "")}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${parts.body ?? ""}`;
}

export function responseText(request: SipText, status: number, headers: readonly string[] = []): string {
  const copied = request.headers.filter(([name]) => ["via", "from", "call-id", "cseq"].includes(name.toLowerCase()));
  const to = header(request, "To") ?? "";
  const lines = [
    `SIP/2.0 ${status} Test`,
    ...copied.map(([name, value]) => `${name}: ${value}`),
    `To: ${/;tag=/i.test(to) ? to : `${to};tag=${token()}`}`,
    ...headers,
    "Content-Length: 0",
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

export function readSip(frame: string): SipText {
  const end = frame.indexOf("\r\n\r\n");
  const [startLine = "", ...lines] = frame.slice(0, end).split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  return { startLine, headers, body: frame.slice(end + 4) };
}

/** First header of that name, in whatever case. */
export function header(message: SipText, name: string): string | undefined {
  return message.headers.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
}

/** Status code of a response, method of a request. */
export function status(message: SipText): number {
  return Number(message.startLine.split(" ")[1]);
}

export function isResponse(message: SipText): boolean {
  return message.startLine.startsWith("SIP/2.0 ");
}

/** `;name=value` or `name="value"` anywhere in a header value. */
export function parameter(value: string | undefined, name: string): string | undefined {
  const match = new RegExp(`[;,\\s]${name}="?([^";,\\s>]+)`, "i").exec(` ${value ?? ""}`);
  return match?.[1];
}

export interface DigestAnswer {
  readonly challenge: string;
  readonly user: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
}

/** Credentials for a challenge with qop=auth, algorithm MD5 or SHA-256. */
export function digestAnswer({ challenge, user, password, method, uri }: DigestAnswer): string {
  const algorithm = parameter(challenge, "algorithm") ?? "MD5";
  const hash = (text: string): string =>
    createHash(algorithm === "MD5" ? "md5" : "sha256").update(text).digest("hex");
  const realm = parameter(challenge, "realm") ?? "";
  const nonce = parameter(challenge, "nonce") ?? "";
  const cnonce = token();
  const response = hash(
    [hash(`${user}:${realm}:${password}`), nonce, "00000001", cnonce, "auth", hash(`${method}:${uri}`)].join(":"),
  );
  return (
    `Digest algorithm=${algorithm}, username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `response="${response}", qop=auth, cnonce="${cnonce}", nc=00000001`
  );
}
