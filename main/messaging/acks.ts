// Acks both ways (spec 1.6). Outgoing: nonces are gathered into one notification per contact and kind for a moment,
// at most 200 in each. Incoming: they change only own texts to the verified sender of the ack that were attempted.
import { LEVEL_CAPABILITY, RECEIPTS_CAPABILITY } from "../../shared/capability";
import type { ContactId, Millis } from "../../shared/ids";
import { findContact } from "../contacts/contact-book";
import type { ContactRow } from "../db/contact-repository";
import type { Emit } from "../events/domain-events";
import { decodeNotification, encodeDeliveryAck, encodeReadAck, MAX_ACK_NONCES } from "../protocol/notification";
import type { AmpPacket } from "../protocol/stp-codec";
import type { MessagingContext } from "./context";
import { applyDelivery } from "./transition";

export type AckKind = "delivery-ack" | "read-ack";

/** Acks wait this long for company; spec 1.6 allows two seconds. */
const GATHER: Millis = 500;
/** We name 200 at most; other apps may name more. So many change in some 30 ms; beyond that it would be a stall. */
const MAX_READ_NONCES = 500;

/** Whether this contact is told: only accepted ones, and only what their app understands. */
export function owesAck({ store, settings }: MessagingContext, contact: ContactRow, kind: AckKind): boolean {
  if (contact.relation !== "accepted") return false;
  const capabilities = store.capabilities.newest(contact.id)?.strings ?? [];
  if (kind === "delivery-ack") return capabilities.includes(RECEIPTS_CAPABILITY);
  return settings().readReceipts && Object.values(LEVEL_CAPABILITY).some((level) => capabilities.includes(level));
}

/** Adds nonces to the open ack of this kind, or starts new ones. Inside the caller's transaction. */
export function enqueueAck(
  context: MessagingContext,
  contact: ContactRow,
  kind: AckKind,
  nonces: readonly number[],
): void {
  if (nonces.length === 0 || !owesAck(context, contact, kind)) return;
  const { store } = context;
  const open = openAck(context, contact, kind);
  const gathered = [...new Set([...(open?.nonces ?? []), ...nonces])];
  for (let start = 0; start < gathered.length; start += MAX_ACK_NONCES) {
    const chunk = gathered.slice(start, start + MAX_ACK_NONCES);
    const packet = encode(kind, chunk, context.clock.now());
    const into = start === 0 ? open : undefined;
    const notBefore = chunk.length < MAX_ACK_NONCES ? (into?.notBefore ?? context.clock.now() + GATHER) : undefined;
    if (into !== undefined) store.outgoing.setPayload(into.rowId, packet.payload, notBefore);
    else insertAck(context, contact, packet, notBefore);
  }
}

export interface GatheredAcks {
  /** The text of this nonce is acknowledged. */
  add(contactId: ContactId, nonce: number): void;
  /** At the end of the transaction in which they were gathered. */
  enqueue(): void;
}

/** Delivery acks of one transaction: the open one of a contact is read and written once, not for each of many texts. */
export function gatherAcks(context: MessagingContext): GatheredAcks {
  const gathered = new Map<ContactId, number[]>();
  return {
    add(contactId, nonce) {
      const nonces = gathered.get(contactId);
      if (nonces === undefined) gathered.set(contactId, [nonce]);
      else nonces.push(nonce);
    },
    enqueue() {
      for (const [contactId, nonces] of gathered) enqueueAck(context, findContact(context.store, contactId), "delivery-ack", nonces);
    },
  };
}

function encode(kind: AckKind, nonces: readonly number[], timestamp: Millis): AmpPacket {
  return kind === "read-ack" ? encodeReadAck(nonces, timestamp) : encodeDeliveryAck(nonces);
}

function openAck({ store }: MessagingContext, contact: ContactRow, kind: AckKind) {
  for (const row of store.outgoing.openNotifications(contact.address)) {
    const content = decodeNotification(row.ampVersion, row.payload);
    if (content.type === kind && content.nonces.length < MAX_ACK_NONCES) {
      return { rowId: row.id, nonces: content.nonces, notBefore: row.resendTime };
    }
  }
  return undefined;
}

function insertAck(context: MessagingContext, contact: ContactRow, { version, payload }: AmpPacket, notBefore: Millis | undefined): void {
  context.store.outgoing.insert({
    time: context.clock.now(),
    sender: context.own.address,
    receiver: contact.address,
    lane: "ack",
    ampVersion: version,
    payload,
    ...(notBefore === undefined ? {} : { notBefore }),
    onlineAtInsert: context.onlineTime(),
  });
}

/**
 * An ack opened as signed by `contactId`. Unknown nonces, texts to others and texts that never left stay as they are.
 * While read receipts are off they are not shown either: a read ack then proves delivery only.
 */
export function applyAck(
  context: MessagingContext,
  emit: Emit,
  contactId: ContactId,
  kind: AckKind,
  nonces: readonly number[],
): void {
  const type = kind === "read-ack" && !context.settings().readReceipts ? "delivery-ack" : kind;
  for (const nonce of new Set(nonces.slice(0, MAX_READ_NONCES))) {
    const message = context.store.messages.findOwnByNonce(contactId, nonce);
    if (message !== undefined) applyDelivery(context, emit, message.id, { type, attempted: message.attempts > 0 });
  }
}
