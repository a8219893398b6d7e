// What anybody on the way can see of a message: which protocol it is in, and what a notification says (spec 1.3, 1.6).
import type { ProtocolLevel } from "../../../shared/capability";
import { bytesIn, numberIn, readFields, type Field } from "../fields";

export interface Seen {
  readonly type: number;
  readonly version: number;
  /** The protocol that this type and version belong to. */
  readonly level: ProtocolLevel;
  /** A text of a person; everything else is a notification. */
  readonly isText: boolean;
  /** Capability strings, if it is a statement. */
  readonly statement?: readonly string[];
}

const LEVELS: Readonly<Record<string, ProtocolLevel>> = {
  "1.1": "1.0",
  "2.1": "2.0",
  "2.2": "2.1",
  "2.3": "2.2",
  "4.1": "2.0",
  "4.2": "2.2",
};
const AUTH = 4;
const TEXT = 1;
/** First byte of a bare S/MIME message: a SEQUENCE. */
const DER = 0x30;

/** Throws for a body that no app of ours would send. */
export function lookAt(body: string): Seen {
  const bytes = Buffer.from(body, "base64");
  if (bytes[0] === DER) return { type: 1, version: 1, level: "1.0", isText: true };
  const envelope = readFields(bytes);
  const [type = 0, version = 0] = [numberIn(envelope, 1), numberIn(envelope, 2)];
  const level = LEVELS[`${String(type)}.${String(version)}`];
  if (level === undefined) throw new Error(`a message of type ${String(type)}, version ${String(version)}`);
  const stp = readFields(bytesIn(envelope, 4) ?? new Uint8Array());
  const isText = type !== AUTH || numberIn(stp, 1) === TEXT;
  const statement = isText ? undefined : statementIn(readFields(bytesIn(stp, 21) ?? new Uint8Array()));
  return { type, version, level, isText, ...(statement === undefined ? {} : { statement }) };
}

function statementIn(notification: readonly Field[]): readonly string[] | undefined {
  const isStatement = numberIn(notification, 5) === 63 && numberIn(notification, 15) === 2;
  return isStatement ? new TextDecoder().decode(bytesIn(notification, 20)).split(";") : undefined;
}
