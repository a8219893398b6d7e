// Rows of `messages` mapped to what the window knows, and back.
import type { ProtocolLevel } from "../../shared/capability";
import type { Delivery, DeliveryStatus } from "../../shared/delivery";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import type { Message, MessageMark, Note } from "../../shared/message";

export interface MessageRow {
  id: MessageId;
  contact_id: ContactId;
  kind: Message["kind"];
  position: number;
  sent_at: number;
  arrived_at: number;
  text: string | null;
  note: string | null;
  amp_nonce: number | null;
  sequence_number: number | null;
  level: ProtocolLevel | null;
  marks: string;
  status: DeliveryStatus | null;
  status_detail: string | null;
  attempts: number;
  settled_at: number | null;
  delivered_at: number | null;
  read_at: number | null;
  stp_type: number | null;
  stp_version: number | null;
  recipient_key: string | null;
  wire_size: number | null;
}

/** What the details view and the ack rules need beyond the message itself. */
export interface OwnTextFacts {
  readonly ampNonce: number;
  readonly sequenceNumber: number;
  readonly settledAt: Millis | undefined;
  readonly deliveredAt: Millis | undefined;
  readonly readAt: Millis | undefined;
  readonly level: ProtocolLevel | undefined;
  readonly stp: { readonly type: number; readonly version: number } | undefined;
  readonly recipientKey: string | undefined;
  readonly wireSize: number | undefined;
}

export function toMessage(row: MessageRow): Message {
  const { id, contact_id: contactId, position, sent_at: sentAt, arrived_at: arrivedAt, level, attempts } = row;
  const text = row.text ?? "";
  // Without a spread: there are thousands of them, and in older versions of V8 it takes as long as reading the row.
  switch (row.kind) {
    case "own":
      return { id, contactId, position, sentAt, arrivedAt, kind: "own", text, delivery: toDelivery(row), attempts, marks: marksOf(row) };
    case "peer": {
      const unread = row.read_at === null;
      const marks = marksOf(row);
      if (level === null) return { id, contactId, position, sentAt, arrivedAt, kind: "peer", text, marks, unread };
      return { id, contactId, position, sentAt, arrivedAt, kind: "peer", text, level, marks, unread };
    }
    case "note":
      return { id, contactId, position, sentAt, arrivedAt, kind: "note", note: JSON.parse(row.note ?? "{}") as Note };
  }
}

const marksOf = ({ marks }: Pick<MessageRow, "marks">): readonly MessageMark[] => JSON.parse(marks) as MessageMark[];

function toDelivery(row: Pick<MessageRow, "status" | "status_detail">): Delivery {
  const status = row.status ?? "queued";
  if (row.status_detail === null) return { status } as Delivery;
  return { ...(JSON.parse(row.status_detail) as object), status } as Delivery;
}

/** Columns `status` and `status_detail` of a delivery state. */
export function fromDelivery(delivery: Delivery): { readonly status: DeliveryStatus; readonly detail: string | null } {
  const { status, ...detail } = delivery;
  return { status, detail: Object.keys(detail).length === 0 ? null : JSON.stringify(detail) };
}

export function toFacts(row: MessageRow): OwnTextFacts {
  const { stp_type: type, stp_version: version } = row;
  return {
    ampNonce: row.amp_nonce ?? 0,
    sequenceNumber: row.sequence_number ?? 0,
    settledAt: row.settled_at ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
    readAt: row.read_at ?? undefined,
    level: row.level ?? undefined,
    stp: type === null || version === null ? undefined : { type, version },
    recipientKey: row.recipient_key ?? undefined,
    wireSize: row.wire_size ?? undefined,
  };
}
