// For tests: messages from Alice to Bob, whole or forged field by field.
import { StampError, type ErrorCode } from "../../../shared/errors";
import { sign } from "../../crypto/rsa";
import { encodeText } from "../amp-text";
import { readBody, writeBody } from "../envelope";
import { openMessage } from "../open-message";
import { bytesToSign } from "../signed-bytes";
import type { AmpPacket, OpenContext, SealRequest, StpRef } from "../stp-codec";
import { headerOf } from "../stp-header";
import { stpSchema, writeStpMessage, type StpFields } from "../stp-message";
import { alice, bob } from "./people";
import { readMessage } from "../wire-read";

export const SIMPLE: readonly StpRef[] = [1, 2, 3].map((version) => ({ type: 2, version }));
export const AUTH: readonly StpRef[] = [1, 2].map((version) => ({ type: 4, version }));

/** Bob reads what comes from Alice. */
export const bobReads: OpenContext = {
  sipFrom: alice.address,
  ownAddress: bob.address,
  identity: bob.identity,
  senderKeys: [alice.identity.certificate.publicKey],
};

export function fromAlice(stp: StpRef, amp: AmpPacket = encodeText("Hello Bob", 7)): SealRequest & { stp: StpRef } {
  return {
    stp,
    amp,
    sequenceNumber: 4_000_000_000,
    sentAt: 1_795_372_688_879,
    sender: alice.address,
    recipient: bob.address,
    recipientCertificate: bob.identity.certificate,
    identity: alice.identity,
  };
}

/** Fields that a readable STPSimpleAuth message has, but for the signature. */
export const authFields: StpFields = {
  ampType: 1,
  ampVersion: 1,
  sequenceNumber: 5,
  messageSentMiliUTC: 1_795_372_688_879,
  randomNonce: 77,
  sender: alice.address,
  destination: bob.address,
  payload: new TextEncoder().encode("forged"),
};

/** A body of type 4 with Alice's valid signature over whatever the fields say. */
export async function signedByAlice(version: 1 | 2, fields: StpFields): Promise<string> {
  const stp = { type: 4, version };
  const signed = bytesToSign({ stp, header: headerOf(fields), coversTime: true }, fields.payload ?? new Uint8Array(0));
  const signature = await sign(alice.identity.privateKey, signed);
  return writeBody({ stp, payload: writeStpMessage({ ...fields, signature }) });
}

export function withoutField(fields: StpFields, name: keyof StpFields): StpFields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
}

/** The same message with its STP fields changed. */
export function changed(body: string, change: (fields: StpFields) => StpFields): string {
  const { stp, payload } = readBody(body);
  return writeBody({ stp, payload: writeStpMessage(change(readMessage(stpSchema, payload, "malformed-stp"))) });
}

export function flip(bytes: Uint8Array, index: number): Uint8Array {
  return bytes.map((byte, at) => (at === index ? byte ^ 1 : byte));
}

/** Why Bob does not read a body; nothing when he does. Anything but a StampError is thrown on. */
export async function codeOf(body: string, context: Partial<OpenContext> = {}): Promise<ErrorCode | undefined> {
  try {
    await openMessage(body, { ...bobReads, ...context });
    return undefined;
  } catch (error) {
    if (error instanceof StampError) return error.code;
    throw error;
  }
}
