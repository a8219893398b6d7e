// MIME around the layers of S/MIME v1 (spec 1.9, RFC 2045, RFC 8551): just what the five layerings use. Our own code
// and not a mail parser: of a signed part the bytes are needed exactly as they stand there, which parsers decode away,
// and a text here must be UTF-8 or nothing, where parsers guess.
import { StampError } from "../../../shared/errors";
import { fromBase64 } from "../../crypto/base64";
import { equalBytes } from "../../crypto/bytes";
import { fromQuotedPrintable } from "./quoted-printable";

/** Headers of a real entity have some 300 bytes. */
const MAX_HEADER_BYTES = 4096;
const ENTITY = /^(?:MIME-Version|Content-)/i;
/** Those of ENTITY: of each message that comes, few begin so. */
const INITIALS: ReadonlySet<number> = new Set(Buffer.from("MmCc"));
/** What follows a boundary in its line: `--` behind the last part, and blanks that were added on the way. */
const END_OF_BOUNDARY = /(--)?[ \t]*(?:\r?\n|$)/y;
const CR = 0x0d;
const LF = 0x0a;

export interface MimeEntity {
  /** Media type in lower case without parameters. */
  readonly type: string;
  /** By their names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As it stands there, transfer encoding and all. */
  readonly rawBody: Uint8Array;
  readonly encoding: string;
}

/** Whether the bytes begin as an entity does whose first header is one of MIME's (spec 1.3). */
export function isMimeEntity(bytes: Uint8Array): boolean {
  return INITIALS.has(bytes[0] ?? 0) && ENTITY.test(latin1(bytes.subarray(0, 12)));
}

/** @throws StampError `cms-malformed`. */
export function readEntity(bytes: Uint8Array): MimeEntity {
  const { head, rawBody } = splitHead(bytes);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const [type = "", ...rest] = splitParameters(headers.get("content-type") ?? "text/plain");
  const parameters = new Map(rest.map(parameterOf));
  const encoding = (headers.get("content-transfer-encoding") ?? "7bit").toLowerCase();
  return { type: type.toLowerCase(), parameters, rawBody, encoding };
}

/** The body without its transfer encoding. @throws StampError `cms-malformed`. */
export function bodyOf({ rawBody, encoding }: MimeEntity): Uint8Array {
  switch (encoding) {
    case "7bit":
    case "8bit":
    case "binary":
      return rawBody;
    case "base64":
      return fromBase64(latin1(rawBody).replace(/[ \t\r\n]+/g, "")) ?? malformed("base64");
    case "quoted-printable":
      return fromQuotedPrintable(rawBody);
    default:
      return malformed("transfer encoding");
  }
}

/**
 * The parts of a multipart entity, each with its headers, exactly as they stand there. The line break before a boundary
 * belongs to the boundary. @throws StampError `cms-malformed`.
 */
export function partsOf({ parameters, rawBody }: MimeEntity): readonly Uint8Array[] {
  const boundary = parameters.get("boundary") ?? "";
  if (boundary === "") malformed("boundary");
  const text = latin1(rawBody);
  const parts: Uint8Array[] = [];
  let start: number | undefined;
  for (const { at, end, last } of boundaryLines(text, `--${boundary}`)) {
    if (start !== undefined) parts.push(rawBody.subarray(start, Math.max(start, withoutBreak(text, at))));
    if (last) return parts;
    start = end;
  }
  return malformed("boundary");
}

/** What the signature of a part may be over: its bytes, and those with the line breaks of mail (RFC 8551, 3.1.1). */
export function signedForms(part: Uint8Array): readonly Uint8Array[] {
  const canonical = withMailLineBreaks(part);
  return equalBytes(part, canonical) ? [part] : [part, canonical];
}

function splitHead(bytes: Uint8Array): { readonly head: string; readonly rawBody: Uint8Array } {
  const start = latin1(bytes.subarray(0, MAX_HEADER_BYTES));
  const end = /\r?\n\r?\n/.exec(start);
  if (end === null) return malformed("headers");
  return { head: start.slice(0, end.index), rawBody: bytes.subarray(end.index + end[0].length) };
}

/** Splits at semicolons outside quotes. */
function splitParameters(value: string): readonly string[] {
  return (value.match(/(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/g) ?? []).map((part) => part.trim());
}

function parameterOf(part: string): readonly [string, string] {
  const equals = part.indexOf("=");
  const value = part.slice(equals + 1).trim();
  const plain = value.startsWith('"') ? value.slice(1, value.endsWith('"') ? -1 : undefined).replace(/\\(.)/g, "$1") : value;
  return [part.slice(0, Math.max(0, equals)).trim().toLowerCase(), plain];
}

function* boundaryLines(text: string, delimiter: string) {
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && text[at - 1] !== "\n") continue;
    END_OF_BOUNDARY.lastIndex = at + delimiter.length;
    const rest = END_OF_BOUNDARY.exec(text);
    if (rest !== null) yield { at, end: END_OF_BOUNDARY.lastIndex, last: rest[1] !== undefined };
  }
}

function withoutBreak(text: string, at: number): number {
  return text[at - 2] === "\r" ? at - 2 : at - 1;
}

function withMailLineBreaks(bytes: Uint8Array): Uint8Array {
  const bare = (byte: number, index: number) => byte === LF && bytes[index - 1] !== CR;
  const added = bytes.reduce((count, byte, index) => count + (bare(byte, index) ? 1 : 0), 0);
  const canonical = new Uint8Array(bytes.length + added);
  let to = 0;
  bytes.forEach((byte, index) => {
    if (bare(byte, index)) canonical[to++] = CR;
    canonical[to++] = byte;
  });
  return canonical;
}

/** One character a byte. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function malformed(reason: string): never {
  throw new StampError("cms-malformed", { reason });
}
