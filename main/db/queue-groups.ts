// The queue in groups, for the diagnostics page: a row for each contact, kind and state instead of one for each message.
import type { IncomingGroup, OutgoingGroup, QueueView } from "../../shared/diagnostics";
import type { ErrorCode } from "../../shared/errors";
import type { Address, ContactId } from "../../shared/ids";
import type { Database } from "./open";
import { LANE_AMP_TYPE } from "./outgoing-repository";

/** Shown of each direction; nobody reads more. */
export const MOST_GROUPS = 200;

interface OutgoingRow {
  address: Address;
  contact_id: ContactId | null;
  type: number;
  state: OutgoingGroup["state"];
  count: number;
  attempts: number;
  next_try: number | null;
  error: string | null;
}

interface IncomingRow {
  address: Address;
  contact_id: ContactId | null;
  state: IncomingGroup["state"];
  count: number;
  reason: ErrorCode | null;
  since: number;
}

/** The row keeps what ended an earlier attempt or held it, which says nothing once it goes or waits for its turn again. */
const TOLD_ERROR = "CASE WHEN queue.state IN ('held', 'retrying') THEN queue.last_error END";

/** Who needs somebody first: what is held or tried again before what only waits. */
const OUTGOING = `
  SELECT queue.receiver AS address, contacts.id AS contact_id, queue.message_protocol_type AS type, queue.state AS state,
    count(*) AS count, max(queue.send_attempts) AS attempts, min(queue.resend_time) AS next_try, ${TOLD_ERROR} AS error
  FROM message_queue AS queue LEFT JOIN contacts ON contacts.address = queue.receiver
  WHERE queue.is_outgoing = 1
  GROUP BY queue.receiver, queue.message_protocol_type, queue.state, error
  ORDER BY CASE queue.state WHEN 'held' THEN 0 WHEN 'retrying' THEN 1 WHEN 'sending' THEN 2 ELSE 3 END, min(queue.id) LIMIT ?`;

const INCOMING = `
  SELECT queue.sender AS address, contacts.id AS contact_id, queue.state AS state, count(*) AS count,
    queue.last_error AS reason, min(queue.time) AS since
  FROM message_queue AS queue LEFT JOIN contacts ON contacts.address = queue.sender
  WHERE queue.is_outgoing = 0
  GROUP BY queue.sender, queue.state, queue.last_error
  ORDER BY min(queue.id) LIMIT ?`;

const contactOf = ({ contact_id: id }: { contact_id: ContactId | null }) => (id === null ? {} : { contactId: id });

function outgoingGroup(row: OutgoingRow): OutgoingGroup {
  return {
    address: row.address,
    ...contactOf(row),
    kind: row.type === LANE_AMP_TYPE.text ? "texts" : "receipts",
    state: row.state,
    count: row.count,
    attempts: row.attempts,
    ...(row.next_try === null ? {} : { nextTry: row.next_try }),
    ...(row.error === null ? {} : { lastError: row.error }),
  };
}

function incomingGroup(row: IncomingRow): IncomingGroup {
  return {
    address: row.address,
    ...contactOf(row),
    state: row.state,
    count: row.count,
    ...(row.reason === null ? {} : { reason: row.reason }),
    since: row.since,
  };
}

export function readQueueGroups(db: Database): QueueView {
  const outgoing = db.prepare<[number], OutgoingRow>(OUTGOING).all(MOST_GROUPS + 1);
  const incoming = db.prepare<[number], IncomingRow>(INCOMING).all(MOST_GROUPS + 1);
  return {
    outgoing: outgoing.slice(0, MOST_GROUPS).map(outgoingGroup),
    incoming: incoming.slice(0, MOST_GROUPS).map(incomingGroup),
    more: outgoing.length > MOST_GROUPS || incoming.length > MOST_GROUPS,
  };
}

/** SQLite and the library that encrypts it, with their versions. */
export function readDatabaseVersion(db: Database): string {
  const row = db.prepare<[], { sqlite: string; cipher: string }>("SELECT sqlite_version() AS sqlite, sqlite3mc_version() AS cipher").get();
  return row === undefined ? "" : `SQLite ${row.sqlite}, ${row.cipher}, SQLCipher`;
}
