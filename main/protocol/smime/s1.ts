// The innermost text of S/MIME v1 (spec 1.9): ||1||SOURCE-SIP||DATE||NONCE||TEXT. The text may hold the delimiter.
import { StampError } from "../../../shared/errors";
import type { Millis } from "../../../shared/ids";

const DELIMITER = "||";
const VERSION = "1";

export interface S1 {
  /** As it stands there. */
  readonly source: string;
  readonly date: Millis;
  /** uint32, the message's AMP nonce. */
  readonly nonce: number;
  readonly text: string;
}

/** The nonce is written as a signed number, as the draft's clients do. */
export function writeS1({ source, date, nonce, text }: S1): string {
  return ["", VERSION, source, String(date), String(nonce | 0), text].join(DELIMITER);
}

/** @throws StampError `cms-malformed`, `wrong-version`. */
export function readS1(s1: string): S1 {
  // Not split any further: a megabyte of delimiters is a text, too.
  const fields = s1.split(DELIMITER, 5);
  const [start, version, source, date, nonce] = fields;
  if (start !== "" || version === undefined) return malformed("s1");
  if (version !== VERSION) throw new StampError("wrong-version");
  const head = [...fields, ""].join(DELIMITER);
  if (source === undefined || date === undefined || nonce === undefined || !s1.startsWith(head)) return malformed("s1");
  return { source, date: readDate(date), nonce: readNonce(nonce), text: s1.slice(head.length) };
}

function readDate(digits: string): Millis {
  const date = /^\d{1,16}$/.test(digits) ? Number(digits) : NaN;
  return Number.isSafeInteger(date) ? date : malformed("date");
}

/** The low 32 bits. */
function readNonce(digits: string): number {
  if (!/^-?\d{1,20}$/.test(digits)) return malformed("nonce");
  return Number(BigInt.asUintN(32, BigInt(digits)));
}

function malformed(reason: string): never {
  throw new StampError("cms-malformed", { reason });
}
