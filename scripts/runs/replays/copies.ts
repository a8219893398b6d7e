// Copies of a message that say the same in other bytes (spec 1.2, 1.8): what anybody on the way can make of it, and what
// only its recipient can. Every one of them opens, or would, and none may be shown again.
import { passOn } from "../../../main/protocol/testing/meddling";
import type { Random } from "../../../main/messaging/ports";
import type { Identity } from "../../../main/crypto/identity";
import type { Address } from "../../../shared/ids";
import { bytesIn, numberIn, readFields, writeFields, type Field } from "../fields";
import { longerLengths, noLength, inMime, inEnvelope, unsignedAttribute } from "./smime-copies";

export interface Original {
  readonly from: Address;
  readonly body: string;
}

export interface Recipient {
  readonly address: Address;
  readonly identity: Identity;
}

type Change = (body: string, random: Random, recipient: Recipient) => string | Promise<string>;

/** What each kind can be made of. */
type Material = "any" | "stp" | "simple-v1" | "encrypted" | "smime";

const kinds = <Kind extends string>(table: Readonly<Record<Kind, readonly [Material, Change]>>) => table;

const ENVELOPE_SEQUENCE = 3;
const ENVELOPE_PAYLOAD = 4;
const SENT_TIME = 4;
const CERTIFICATE_VERSION = 11;
/** Beyond all that spec 1.4 knows. */
const UNKNOWN = 100;

const KINDS = kinds({
  exact: ["any", (body) => body],
  "white-space": ["any", (body, random) => body.replace(new RegExp(`.{${String(4 + (random.uint32() % 90))}}`, "g"), `$&${WHITE[random.uint32() % WHITE.length] ?? " "}`)],
  "offline-note": ["any", (body, random) => `[Offline message ${String(random.uint32())}] ${body}`],
  "unknown-field": ["stp", (body, random) => inOuter(body, (fields) => [...fields, number(UNKNOWN, random.uint32())])],
  "unknown-field-inside": ["stp", (body, random) => inMessage(body, (fields) => inserted(fields, number(UNKNOWN, random.uint32()), random))],
  "envelope-sequence": ["stp", (body, random) => inOuter(body, (fields) => [...fields, number(ENVELOPE_SEQUENCE, random.uint32())])],
  "certificate-version": ["stp", (body, random) => inMessage(body, (fields) => [...fields, text(CERTIFICATE_VERSION, `v${String(random.uint32())}`)])],
  "long-numbers": ["stp", (body, random) => inMessage(body, (fields) => fields, 1 + (random.uint32() % 4))],
  "field-order": ["stp", (body, random) => inMessage(body, (fields) => shuffled(fields, random))],
  "doubled-fields": ["stp", (body, random) => inMessage(body, (fields) => [...fields.filter(() => random.fraction() < 0.5), ...fields])],
  "other-time": ["simple-v1", (body, random) => inMessage(body, (fields) => replaced(fields, number(SENT_TIME, 1_700_000_000_000 + random.uint32())))],
  "re-encrypted": ["encrypted", (body, _random, recipient) => passOn(body, recipient, recipient)],
  "in-envelope": ["smime", inEnvelope],
  "in-mime": ["smime", inMime],
  "longer-lengths": ["smime", (body, random) => longerLengths(body, 1 + (random.uint32() % 3))],
  "no-length": ["smime", noLength],
  "unsigned-attribute": ["smime", (body, random, { identity }) => unsignedAttribute(body, random, identity)],
});

export type CopyKind = keyof typeof KINDS;

export const COPY_KINDS = Object.keys(KINDS) as readonly CopyKind[];

const WHITE = [" ", "\n", "\r\n", "\t", " \t "];

/** Whether there is such a copy of this message. */
export function isMadeOf(kind: CopyKind, body: string): boolean {
  const { type, version } = stpOf(body);
  switch (KINDS[kind][0]) {
    case "any":
      return true;
    case "stp":
      return type !== 1;
    case "simple-v1":
      return type === 2 && version === 1;
    case "encrypted":
      return type !== 4;
    case "smime":
      return type === 1;
  }
}

export async function copyOf(kind: CopyKind, body: string, random: Random, recipient: Recipient): Promise<string> {
  return KINDS[kind][1](body, random, recipient);
}

function stpOf(body: string): { readonly type: number; readonly version: number } {
  const bytes = Buffer.from(body, "base64");
  if (bytes[0] === 0x30) return { type: 1, version: 1 };
  const fields = readFields(bytes);
  return { type: numberIn(fields, 1) ?? 0, version: numberIn(fields, 2) ?? 0 };
}

const number = (field: number, value: number): Field => ({ number: field, value: BigInt(value) });
const text = (field: number, value: string): Field => ({ number: field, value: new TextEncoder().encode(value) });

function inOuter(body: string, change: (fields: readonly Field[]) => readonly Field[], extraBytes = 0): string {
  const fields = change(readFields(Buffer.from(body, "base64")));
  return Buffer.from(writeFields(fields, { extraBytes })).toString("base64");
}

/** Changes the STP message in the envelope. */
function inMessage(body: string, change: (fields: readonly Field[]) => readonly Field[], extraBytes = 0): string {
  return inOuter(
    body,
    (envelope) => {
      const message = change(readFields(bytesIn(envelope, ENVELOPE_PAYLOAD) ?? new Uint8Array()));
      return replaced(envelope, { number: ENVELOPE_PAYLOAD, value: writeFields(message, { extraBytes }) });
    },
    extraBytes,
  );
}

const replaced = (fields: readonly Field[], field: Field): readonly Field[] =>
  fields.map((other) => (other.number === field.number ? field : other));

function inserted(fields: readonly Field[], field: Field, random: Random): readonly Field[] {
  const at = random.uint32() % (fields.length + 1);
  return [...fields.slice(0, at), field, ...fields.slice(at)];
}

function shuffled(fields: readonly Field[], random: Random): readonly Field[] {
  return fields.map((field) => [random.uint32(), field] as const).sort(([a], [b]) => a - b).map(([, field]) => field);
}
