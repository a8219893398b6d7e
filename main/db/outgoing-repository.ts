// Outgoing rows of `message_queue` (spec 2.1): texts in one lane, acks and other notifications in another.
import type { ProtocolLevel } from "../../shared/capability";
import type { Address, MessageId, Millis } from "../../shared/ids";
import { MESSAGE_CONTENT_TYPE, PLAIN_CONTENT_TYPE, type WireContentType } from "../../shared/wire";
import type { Database } from "./open";

/** AMP type that a lane carries: 1 text, 2 notification (spec 1.6). */
export const LANE_AMP_TYPE = { text: 1, ack: 2 } as const;
export type Lane = keyof typeof LANE_AMP_TYPE;

export type OutgoingState = "queued" | "sending" | "retrying" | "held";

/** The bytes for the wire and what they were sealed under; compared before every attempt (spec 2.3, step 3). */
export interface SealedBody {
  readonly type: "sealed";
  readonly body: string;
  readonly sha256: Uint8Array;
  readonly stp: { readonly type: number; readonly version: number };
  /** SPKI fingerprint of the recipient. */
  readonly toKey: string;
  readonly level: ProtocolLevel;
}

/** A text as it is, where the user allows that (spec 1.12). */
export interface PlainBody {
  readonly type: "plain";
  readonly body: string;
  readonly sha256: Uint8Array;
}

export type FinalBody = SealedBody | PlainBody;

export interface OutgoingRow {
  readonly id: number;
  readonly time: Millis;
  readonly receiver: Address;
  readonly state: OutgoingState;
  readonly sendAttempts: number;
  readonly lane: Lane;
  readonly ampVersion: number;
  /** AMP bytes. */
  readonly payload: Uint8Array;
  readonly final: FinalBody | undefined;
  readonly messageId: MessageId | undefined;
  /** Not before this time; absent = as soon as possible. */
  readonly resendTime: Millis | undefined;
  readonly onlineAtInsert: Millis;
}

export interface NewOutgoingRow {
  readonly time: Millis;
  readonly sender: Address;
  readonly receiver: Address;
  readonly lane: Lane;
  readonly ampVersion: number;
  readonly payload: Uint8Array;
  readonly messageId?: MessageId;
  readonly notBefore?: Millis;
  readonly onlineAtInsert: Millis;
}

interface Row {
  id: number;
  time: number;
  receiver: Address;
  state: OutgoingState;
  send_attempts: number;
  transport_protocol_type: number | null;
  transport_protocol_version: number | null;
  message_protocol_type: number;
  message_protocol_version: number;
  mime_type: WireContentType;
  transport_payload: Uint8Array;
  final_message: string | null;
  final_message_sha256: Uint8Array | null;
  referenced_id: MessageId | null;
  resend_time: number | null;
  online_at_insert: number;
  sealed_to_key: string | null;
  sealed_level: ProtocolLevel | null;
}

function finalOf(row: Row): FinalBody | undefined {
  const { final_message: body, final_message_sha256: sha256 } = row;
  if (body === null || sha256 === null) return undefined;
  if (row.mime_type === PLAIN_CONTENT_TYPE) return { type: "plain", body, sha256 };
  if (row.sealed_level === null) return undefined;
  return {
    type: "sealed",
    body,
    sha256,
    stp: { type: row.transport_protocol_type ?? 0, version: row.transport_protocol_version ?? 0 },
    toKey: row.sealed_to_key ?? "",
    level: row.sealed_level,
  };
}

const fromRow = (row: Row): OutgoingRow => ({
  id: row.id,
  time: row.time,
  receiver: row.receiver,
  state: row.state,
  sendAttempts: row.send_attempts,
  lane: row.message_protocol_type === LANE_AMP_TYPE.text ? "text" : "ack",
  ampVersion: row.message_protocol_version,
  payload: row.transport_payload,
  final: finalOf(row),
  messageId: row.referenced_id ?? undefined,
  resendTime: row.resend_time ?? undefined,
  onlineAtInsert: row.online_at_insert,
});

function columnsOf(final: FinalBody) {
  const { body, sha256 } = final;
  if (final.type === "plain") {
    return { contentType: PLAIN_CONTENT_TYPE, body, sha256, stpType: null, stpVersion: null, toKey: null, level: null };
  }
  const { stp, toKey, level } = final;
  return { contentType: MESSAGE_CONTENT_TYPE, body, sha256, stpType: stp.type, stpVersion: stp.version, toKey, level };
}

export function outgoingRepository(db: Database) {
  const insert = db.prepare(
    `INSERT INTO message_queue (time, sender, receiver, is_outgoing, state, message_protocol_type,
       message_protocol_version, mime_type, transport_payload, referenced_id, resend_time, online_at_insert)
     VALUES (@time, @sender, @receiver, 1, 'queued', @ampType, @ampVersion,
       '${MESSAGE_CONTENT_TYPE}', @payload, @messageId, @notBefore, @onlineAtInsert)`,
  );
  const byId = db.prepare<[number], Row>("SELECT * FROM message_queue WHERE id = ? AND is_outgoing = 1");
  const byMessage = db.prepare<[MessageId], Row>("SELECT * FROM message_queue WHERE referenced_id = ?");
  const head = db.prepare<[Address, number], Row>(
    `SELECT * FROM message_queue WHERE is_outgoing = 1 AND receiver = ? AND message_protocol_type = ? AND state <> 'held'
     ORDER BY id LIMIT 1`,
  );
  const openAcks = db.prepare<[Address], Row>(
    `SELECT * FROM message_queue WHERE is_outgoing = 1 AND receiver = ? AND message_protocol_type = 2
       AND state = 'queued' AND send_attempts = 0 AND final_message IS NULL ORDER BY id DESC`,
  );
  const lanes = db.prepare<[], { receiver: Address; type: number }>(
    "SELECT DISTINCT receiver, message_protocol_type AS type FROM message_queue WHERE is_outgoing = 1 AND state <> 'held'",
  );
  const setState = db.prepare<[OutgoingState, Millis | null, string | null, number]>(
    "UPDATE message_queue SET state = ?, resend_time = ?, last_error = coalesce(?, last_error) WHERE id = ?",
  );
  const setStateForMessage = db.prepare<[OutgoingState, Millis | null, string | null, MessageId]>(
    "UPDATE message_queue SET state = ?, resend_time = ?, last_error = coalesce(?, last_error) WHERE referenced_id = ?",
  );
  const startAttempt = db.prepare<[number]>(
    `UPDATE message_queue SET state = 'sending', send_counter = send_counter + 1, send_attempts = send_attempts + 1,
       resend_time = NULL WHERE id = ?`,
  );
  const cancelAttempt = db.prepare<[number]>(
    "UPDATE message_queue SET state = 'queued', send_attempts = send_attempts - 1 WHERE id = ? AND state = 'sending'",
  );
  const setFinal = db.prepare(
    `UPDATE message_queue SET mime_type = @contentType, final_message = @body, final_message_sha256 = @sha256,
       transport_protocol_type = @stpType, transport_protocol_version = @stpVersion, sealed_to_key = @toKey,
       sealed_level = @level
     WHERE id = @id`,
  );
  const unseal = db.prepare<[number]>(
    `UPDATE message_queue SET final_message = NULL, final_message_sha256 = NULL, sealed_to_key = NULL,
       sealed_level = NULL WHERE id = ?`,
  );
  const setPayload = db.prepare<[Uint8Array, Millis | null, number]>(
    "UPDATE message_queue SET transport_payload = ?, resend_time = ? WHERE id = ?",
  );
  const makeDue = db.prepare<[Address]>(
    "UPDATE message_queue SET resend_time = NULL WHERE is_outgoing = 1 AND receiver = ? AND state = 'retrying'",
  );
  const makeAllDue = db.prepare(
    "UPDATE message_queue SET resend_time = NULL WHERE is_outgoing = 1 AND state = 'retrying' AND resend_time IS NOT NULL",
  );
  const interruptAcks = db.prepare(
    "UPDATE message_queue SET state = 'queued' WHERE is_outgoing = 1 AND state = 'sending' AND referenced_id IS NULL",
  );
  const remove = db.prepare<[number]>("DELETE FROM message_queue WHERE id = ?");
  const removeForMessage = db.prepare<[MessageId]>("DELETE FROM message_queue WHERE referenced_id = ?");
  const removeAcks = db.prepare<[Address]>(
    "DELETE FROM message_queue WHERE is_outgoing = 1 AND receiver = ? AND message_protocol_type = 2",
  );
  const find = (row: Row | undefined) => (row === undefined ? undefined : fromRow(row));

  return {
    insert(row: NewOutgoingRow): number {
      const { time, sender, receiver, lane, ampVersion, payload, messageId = null, notBefore = null, onlineAtInsert } = row;
      const ampType = LANE_AMP_TYPE[lane];
      return Number(insert.run({ time, sender, receiver, ampType, ampVersion, payload, messageId, notBefore, onlineAtInsert }).lastInsertRowid);
    },
    find: (id: number) => find(byId.get(id)),
    findForMessage: (id: MessageId) => find(byMessage.get(id)),
    /** First row of a lane that is not held: the only one that may be in flight. */
    head: (receiver: Address, lane: Lane) => find(head.get(receiver, LANE_AMP_TYPE[lane])),
    /** Notifications to this address that nothing was made of yet and that can still take more nonces. */
    openNotifications: (receiver: Address): readonly OutgoingRow[] => openAcks.all(receiver).map(fromRow),
    /** Every lane with something to do. */
    lanes: (): readonly { readonly receiver: Address; readonly lane: Lane }[] =>
      lanes.all().map(({ receiver, type }) => ({ receiver, lane: type === LANE_AMP_TYPE.text ? "text" : "ack" })),
    setState: (id: number, state: OutgoingState, resendTime?: Millis, lastError?: string): void =>
      void setState.run(state, resendTime ?? null, lastError ?? null, id),
    /** Of the text's row, if it has one. */
    setStateForMessage: (id: MessageId, state: OutgoingState, resendTime?: Millis, lastError?: string): void =>
      void setStateForMessage.run(state, resendTime ?? null, lastError ?? null, id),
    startAttempt: (id: number): void => void startAttempt.run(id),
    /** The attempt never reached the wire. */
    cancelAttempt: (id: number): void => void cancelAttempt.run(id),
    setFinal: (id: number, final: FinalBody): void => void setFinal.run({ id, ...columnsOf(final) }),
    /** What it was sealed under does not hold any more. */
    unseal: (id: number): void => void unseal.run(id),
    setPayload: (id: number, payload: Uint8Array, notBefore?: Millis): void =>
      void setPayload.run(payload, notBefore ?? null, id),
    /** Takes away the waiting time of everything that waits for its next try to this address. */
    makeRetriesDue: (receiver: Address): void => void makeDue.run(receiver),
    /** The same for every address, in one statement. */
    makeAllRetriesDue: (): void => void makeAllDue.run(),
    /** After a crash: notifications that were in flight wait again. */
    interruptNotifications: (): number => interruptAcks.run().changes,
    remove: (id: number): void => void remove.run(id),
    /** The text's row, if it has one. */
    removeForMessage: (id: MessageId): void => void removeForMessage.run(id),
    removeNotifications: (receiver: Address): void => void removeAcks.run(receiver),
  };
}
