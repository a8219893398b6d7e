// Does an outcome agree with what a vector's file expects? Only values that the file has are compared.
import { readNotification } from "../../main/protocol/notification";
import type { Vector } from "./files";
import type { Outcome } from "./receiver";

type Accepted = Extract<Outcome, { outcome: "accepted" }>;
type Check = (accepted: Accepted, expected: Readonly<Record<string, unknown>>) => unknown;

/** How each value of `expected` is read from an opened message. */
const VALUES: Readonly<Record<string, Check>> = {
  ampType: ({ opened }) => opened.amp.type,
  ampVersion: ({ opened }) => opened.amp.version,
  sendDate: ({ opened }) => opened.sentAt,
  randomNonceUnsigned: ({ opened }) => opened.randomNonce,
  randomNonceSigned: ({ opened }) => opened.randomNonce | 0,
  sequenceNumber: ({ opened }) => opened.sequenceNumber,
  sender: ({ opened }) => opened.sender,
  text: ({ content }) => (content.type === "text" ? content.text : undefined),
  ampNonceUnsigned: (accepted, expected) => ampNonce(accepted, expected["ampNonceUnsigned"]),
  ampNonceSigned: (accepted, expected) => ampNonce(accepted, expected["ampNonceSigned"], (nonce) => nonce | 0),
  // Opened means that all three held.
  hmacValid: () => true,
  signatureValid: () => true,
  decryptionValid: () => true,
};

const NOTIFICATION_VALUES = {
  notifType: "notifType",
  timestamp: "timestamp",
  nonceUnsigned: "nonce",
  ackNoncesUnsigned: "ackNonces",
} as const;

/** True or false where the file expects something, nothing where it does not. */
export function agrees(vector: Vector, outcome: Outcome): boolean | undefined {
  const { expect, expected, expectedText } = vector;
  if (expect === undefined && expected === undefined && expectedText === undefined) return undefined;
  if (expect === "reject") return outcome.outcome === "rejected";
  if (outcome.outcome === "rejected") return false;
  if (expectedText !== undefined && VALUES["text"]?.(outcome, {}) !== expectedText) return false;
  return Object.entries(expected ?? {}).every(([name, value]) => {
    if (name === "notification") return sameNotification(outcome, value);
    const read = VALUES[name];
    return read === undefined || read(outcome, expected ?? {}) === value;
  });
}

/** A text without a nonce of its own takes the one below it (spec 1.6), which a file that says 0 does not spell out. */
function ampNonce({ opened, content }: Accepted, expected: unknown, view = (nonce: number) => nonce): unknown {
  if (content.type !== "text") return undefined;
  return expected === 0 && content.nonce === opened.randomNonce ? 0 : view(content.nonce);
}

function sameNotification({ opened }: Accepted, expected: unknown): boolean {
  if (typeof expected !== "object" || expected === null) return false;
  const fields = readNotification(opened.amp.payload);
  return Object.entries(NOTIFICATION_VALUES).every(([name, field]) => {
    const value = (expected as Record<string, unknown>)[name];
    return value === undefined || JSON.stringify(value) === JSON.stringify(fields[field]);
  });
}
