// For tests: acks that must change nothing (spec 1.6): not signed by whom they concern, or honestly signed by somebody
// whom the text does not concern. In both versions, of delivery and of reading.
import type { Address } from "../../../shared/ids";
import { encodeDeliveryAck, encodeReadAck } from "../../protocol/notification";
import { readBody, writeBody } from "../../protocol/envelope";
import { sealMessage } from "../../protocol/seal-message";
import type { AmpPacket, StpRef } from "../../protocol/stp-codec";
import { stpSchema, writeStpMessage, type StpFields } from "../../protocol/stp-message";
import { readMessage } from "../../protocol/wire-read";
import type { Friend } from "./desk";

export interface ForgedAck {
  readonly name: string;
  /** SIP From. */
  readonly from: Address;
  readonly body: string;
}

export interface AckTargets {
  readonly me: Friend;
  /** To whom the texts went. */
  readonly peer: Friend;
  /** Another contact. */
  readonly other: Friend;
  /** AMP nonces of own texts, and of what is none. */
  readonly nonces: {
    /** Went to the peer. */
    readonly sent: number;
    /** Is for the peer and has not left. */
    readonly waiting: number;
    /** Went to the other. */
    readonly toOther: number;
    /** An ack of ours to the peer. */
    readonly ack: number;
    readonly unknown: number;
  };
}

const AUTH: readonly StpRef[] = [1, 2].map((version) => ({ type: 4, version }));
const KINDS: readonly (readonly [name: string, encode: (nonces: readonly number[]) => AmpPacket])[] = [
  ["delivery", encodeDeliveryAck],
  ["reading", (nonces) => encodeReadAck(nonces, 5)],
];

export async function forgedAcks(targets: AckTargets): Promise<readonly ForgedAck[]> {
  const forged: ForgedAck[] = [];
  for (const stp of AUTH) {
    for (const [kind, encode] of KINDS) {
      for (const { name, ...ack } of await forge(targets, stp, encode)) {
        forged.push({ name: `${name} (${kind}, version ${String(stp.version)})`, ...ack });
      }
    }
  }
  return forged;
}

async function forge(
  { me, peer, other, nonces }: AckTargets,
  stp: StpRef,
  encode: (nonces: readonly number[]) => AmpPacket,
): Promise<readonly ForgedAck[]> {
  const seal = async (nonce: number, from: Friend, to: Friend = me): Promise<string> => {
    const { body } = await sealMessage({
      stp,
      amp: encode([nonce]),
      sequenceNumber: 0,
      sentAt: 1_800_000_000_000,
      sender: from.address,
      recipient: to.address,
      recipientCertificate: to.identity.certificate,
      identity: from.identity,
    });
    return body;
  };
  const honest = await seal(nonces.sent, peer);
  const from = peer.address;
  return [
    { name: "without a signature", from, body: changed(honest, ({ signature: _, ...rest }) => rest) },
    { name: "with an empty signature", from, body: changed(honest, (fields) => ({ ...fields, signature: new Uint8Array() })) },
    { name: "with the signature of another ack", from, body: changed(await seal(nonces.unknown, peer), withPayloadOf(honest)) },
    { name: "signed as the other version", from, body: asVersion(honest, 3 - stp.version) },
    { name: "signed with another key", from, body: await seal(nonces.sent, { ...peer, identity: other.identity }) },
    { name: "in the name of the other contact", from: other.address, body: honest },
    { name: "of the other contact", from: other.address, body: await seal(nonces.sent, other) },
    { name: "for a text to the other contact", from, body: await seal(nonces.toOther, peer) },
    { name: "for a text that has not left", from, body: await seal(nonces.waiting, peer) },
    { name: "for a text that never was", from, body: await seal(nonces.unknown, peer) },
    { name: "for an ack", from, body: await seal(nonces.ack, peer) },
    { name: "addressed to somebody else", from, body: await seal(nonces.sent, peer, other) },
  ];
}

function changed(body: string, change: (fields: StpFields) => StpFields): string {
  const { stp, payload } = readBody(body);
  return writeBody({ stp, payload: writeStpMessage(change(fieldsOf(payload))) });
}

function withPayloadOf(body: string): (fields: StpFields) => StpFields {
  const { payload } = fieldsOf(readBody(body).payload);
  return (fields) => (payload === undefined ? fields : { ...fields, payload });
}

function asVersion(body: string, version: number): string {
  const { stp, payload } = readBody(body);
  return writeBody({ stp: { ...stp, version }, payload });
}

function fieldsOf(payload: Uint8Array): StpFields {
  return readMessage(stpSchema, payload, "malformed-stp");
}
