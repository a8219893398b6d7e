// Body of a SIP MESSAGE ⇄ which secure transport protocol, which payload (spec 1.2, 1.3).
// Also read: an S/MIME v1 message without an envelope, and the note that an offline store puts before the body.
import { fromBase64, toBase64 } from "../crypto/base64";
import { MessageProtocolEnvelope } from "../../proto/generated/messages";
import { StampError } from "../../shared/errors";
import { MAX_BODY_CHARACTERS } from "../../shared/wire";
import { isBareMessage } from "./smime/layers";
import type { StpRef } from "./stp-codec";
import { defineSchema } from "./wire-schema";
import { readMessage } from "./wire-read";
import { writeMessage } from "./wire-write";

/** Bytes of the decoded envelope. */
export const MAX_ENVELOPE_BYTES = 45_000;

export const envelopeSchema = defineSchema({
  protocolType: [1, "int32"],
  protocolVersion: [2, "int32"],
  sequenceNumber: [3, "uint32"],
  payload: [4, "bytes"],
});

export interface Envelope {
  readonly stp: StpRef;
  readonly payload: Uint8Array;
}

const SMIME: StpRef = { type: 1, version: 1 };
const OFFLINE_NOTE = /^\[offline[^\]]*\]/i;

/** The body to send: S/MIME goes without an envelope. `sequenceNumber` stays unset, as in the released clients. */
export function writeBody(envelope: Envelope): string {
  const { stp, payload } = envelope;
  if (stp.type === SMIME.type) return toBase64(payload);
  const values = { protocolType: stp.type, protocolVersion: stp.version, payload };
  return toBase64(writeMessage(envelopeSchema, MessageProtocolEnvelope, values));
}

/** @throws StampError `too-large`, `malformed-base64`, `malformed-envelope`, `missing-field`. */
export function readBody(body: string): Envelope {
  if (body.length > MAX_BODY_CHARACTERS) throw new StampError("too-large", { characters: body.length });
  // Most bodies are base64 and nothing else.
  const bytes = fromBase64(body) ?? fromBase64(body.replace(OFFLINE_NOTE, "").replace(/[ \t\r\n]+/g, ""));
  if (bytes === undefined) throw new StampError("malformed-base64");
  if (bytes.length > MAX_ENVELOPE_BYTES) throw new StampError("too-large", { bytes: bytes.length });
  return isBareMessage(bytes) ? { stp: SMIME, payload: bytes } : readEnvelope(bytes);
}

function readEnvelope(bytes: Uint8Array): Envelope {
  const { protocolType, protocolVersion, payload } = readMessage(envelopeSchema, bytes, "malformed-envelope");
  if (protocolType === undefined || protocolVersion === undefined || payload === undefined) {
    throw new StampError("missing-field", { layer: "envelope" });
  }
  return { stp: { type: protocolType, version: protocolVersion }, payload };
}
