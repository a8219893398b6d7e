// Rows of `send_attempts`: the timeline that the details of an own text show.
import type { MessageId, Millis } from "../../shared/ids";
import type { SendAttempt } from "../../shared/message";
import type { Database } from "./open";

type Outcome = NonNullable<SendAttempt["outcome"]>;

interface Row {
  started_at: number;
  ended_at: number | null;
  outcome: Outcome | null;
  reason: string | null;
  retry_at: number | null;
}

const fromRow = (row: Row): SendAttempt => ({
  startedAt: row.started_at,
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  ...(row.outcome === null ? {} : { outcome: row.outcome }),
  ...(row.reason === null ? {} : { reason: JSON.parse(row.reason) as NonNullable<SendAttempt["reason"]> }),
  ...(row.retry_at === null ? {} : { retryAt: row.retry_at }),
});

export function attemptRepository(db: Database) {
  const ofMessage = db.prepare<[MessageId], Row>("SELECT * FROM send_attempts WHERE message_id = ? ORDER BY id");
  const start = db.prepare<[MessageId, Millis]>("INSERT INTO send_attempts (message_id, started_at) VALUES (?, ?)");
  const end = db.prepare<[Millis, Outcome, string | null, Millis | null, MessageId]>(
    `UPDATE send_attempts SET ended_at = ?, outcome = ?, reason = ?, retry_at = ?
     WHERE id = (SELECT max(id) FROM send_attempts WHERE message_id = ?) AND ended_at IS NULL`,
  );

  const cancel = db.prepare<[MessageId]>(
    "DELETE FROM send_attempts WHERE id = (SELECT max(id) FROM send_attempts WHERE message_id = ?) AND ended_at IS NULL",
  );

  return {
    ofMessage: (id: MessageId): readonly SendAttempt[] => ofMessage.all(id).map(fromRow),
    start: (id: MessageId, at: Millis): void => void start.run(id, at),
    /** The open attempt never reached the wire: it was none. */
    cancel: (id: MessageId): void => void cancel.run(id),
    /** Ends the open attempt; nothing happens when there is none. */
    end(
      id: MessageId,
      result: {
        readonly at: Millis;
        readonly outcome: Outcome;
        readonly reason?: SendAttempt["reason"];
        readonly retryAt?: Millis | undefined;
      },
    ): void {
      const reason = result.reason === undefined ? null : JSON.stringify(result.reason);
      end.run(result.at, result.outcome, reason, result.retryAt ?? null, id);
    },
  };
}
