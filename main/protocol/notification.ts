// Notifications, AMP type 2 version 1 (spec 1.6): acks, capability statements and what the released clients send.
// Types we do not act on are passed on by number, for the log.
import { GeneralMsgNotification } from "../../proto/generated/messages";
import { StampError } from "../../shared/errors";
import type { Millis } from "../../shared/ids";
import { randomNonce } from "../crypto/random";
import { parseCapabilities } from "./capabilities";
import type { AmpPacket } from "./stp-codec";
import { defineSchema, type WireValues } from "./wire-schema";
import { readMessage } from "./wire-read";
import { writeMessage } from "./wire-write";

export const AMP_NOTIFICATION = 2;
const VERSION = 1;

/** Texts that one ack names at most (spec 1.6). Reading takes as many as a message can hold. */
export const MAX_ACK_NONCES = 200;

const NEW_FILE = 0;
const MISSED_CALL = 1;
const MESSAGE_READ_ACK = 4;
const OTHER = 63;

/** Codes of ours within type Other. */
const DELIVERY_ACK_CODE = 1;
const CAPABILITY_STATEMENT_CODE = 2;

export const notificationSchema = defineSchema({
  title: [1, "string"],
  subtitle: [2, "string"],
  fileTransferNonce: [3, "string"],
  timestamp: [4, "uint64"],
  notifType: [5, "int32"],
  nonce: [6, "uint32"],
  ackNonces: [7, "uint32s"],
  notifAux: [8, "uint32"],
  sipCallId: [9, "string"],
  msgNonces: [11, "uint32s"],
  notifCode: [15, "uint32"],
  notifSubCode: [16, "uint32"],
  requestBodyAux: [20, "string"],
});

export type NotificationFields = WireValues<typeof notificationSchema>;

export type NotificationContent =
  /** Texts of ours that were read; the time is the reader's word, absent in some clients. */
  | { readonly type: "read-ack"; readonly nonces: readonly number[]; readonly timestamp?: Millis }
  | { readonly type: "delivery-ack"; readonly nonces: readonly number[] }
  | { readonly type: "capability-statement"; readonly capabilities: readonly string[] }
  | { readonly type: "missed-call"; readonly timestamp?: Millis }
  | { readonly type: "other-notification"; readonly notifType: number; readonly notifCode?: number };

/** `nonces` are the AMP nonces of up to 200 texts that were read, `timestamp` is when. */
export function encodeReadAck(nonces: readonly number[], timestamp: Millis): AmpPacket {
  return encode({ notifType: MESSAGE_READ_ACK, ackNonces: checkCount(nonces), timestamp });
}

/** `nonces` are the AMP nonces of up to 200 texts that were opened and committed. */
export function encodeDeliveryAck(nonces: readonly number[]): AmpPacket {
  return encode({ notifType: OTHER, notifCode: DELIVERY_ACK_CODE, ackNonces: checkCount(nonces) });
}

/** What our app supports, signed by whoever carries it: the authenticated twin of presence. */
export function encodeStatement(capabilities: readonly string[]): AmpPacket {
  const requestBodyAux = capabilities.join(";");
  return encode({ notifType: OTHER, notifCode: CAPABILITY_STATEMENT_CODE, requestBodyAux });
}

/** @throws StampError `unknown-amp`, `malformed-amp`. */
export function decodeNotification(version: number, payload: Uint8Array): NotificationContent {
  if (version !== VERSION) throw new StampError("unknown-amp", { type: AMP_NOTIFICATION, version });
  const fields = readNotification(payload);
  const { notifType = NEW_FILE, notifCode, ackNonces = [], timestamp, requestBodyAux = "" } = fields;
  const time = timestamp === undefined ? {} : { timestamp };
  if (notifType === MESSAGE_READ_ACK) return { type: "read-ack", nonces: ackNonces, ...time };
  if (notifType === MISSED_CALL) return { type: "missed-call", ...time };
  if (notifType === OTHER && notifCode === DELIVERY_ACK_CODE) return { type: "delivery-ack", nonces: ackNonces };
  if (notifType === OTHER && notifCode === CAPABILITY_STATEMENT_CODE) {
    return { type: "capability-statement", capabilities: parseCapabilities(requestBodyAux.split(";")) };
  }
  return { type: "other-notification", notifType, ...(notifCode === undefined ? {} : { notifCode }) };
}

/** The fields as they are on the wire. @throws StampError `malformed-amp`. */
export function readNotification(payload: Uint8Array): NotificationFields {
  return readMessage(notificationSchema, payload, "malformed-amp");
}

/** The released clients give each notification a nonce of its own. */
function encode(fields: NotificationFields): AmpPacket {
  const payload = writeMessage(notificationSchema, GeneralMsgNotification, { ...fields, nonce: randomNonce() });
  return { type: AMP_NOTIFICATION, version: VERSION, payload };
}

function checkCount(nonces: readonly number[]): number[] {
  if (nonces.length > MAX_ACK_NONCES) throw new RangeError(`an ack names at most ${MAX_ACK_NONCES} texts`);
  return [...nonces];
}
