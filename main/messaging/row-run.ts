// One attempt of one queue row, from the check whether it may go to what its answer means (spec 2.3, steps 3–5).
// The attempt is written down before the bytes leave, so a crash in between reads as "may have arrived".
import type { Millis } from "../../shared/ids";
import type { SendAttempt } from "../../shared/message";
import type { OutgoingRow } from "../db/outgoing-repository";
import type { MessagingContext } from "./context";
import type { Outbox, Prepared } from "./outbox";
import type { MessageSender, SendOutcome } from "./ports";
import { givesUp, nextRetryAt } from "./retry-policy";
import { applyDelivery } from "./transition";

export type RowResult =
  /** Look at the lane's head again. */
  | { readonly type: "next" }
  /** Nothing until then, or until something wakes the lane. */
  | { readonly type: "wait"; readonly until?: Millis | undefined };

/** Pause after an attempt that never left; the connection's own events usually come first. */
const NOT_SENT_PAUSE: Millis = 5000;

export interface RowRunOptions {
  readonly sender: MessageSender;
  readonly outbox: Outbox;
  readonly retrySchedule: readonly Millis[];
}

export function createRowRun(context: MessagingContext, { sender, outbox, retrySchedule }: RowRunOptions) {
  const { store, write, clock, random, log } = context;

  /** False when the row was taken back, deleted or resent while it was being sealed. */
  function startAttempt(row: OutgoingRow, prepared: Extract<Prepared, { type: "ready" }>): boolean {
    return write((emit) => {
      const fresh = store.outgoing.find(row.id);
      if (fresh === undefined || fresh.state === "held") return false;
      if (row.sealed !== prepared.sealed) store.outgoing.seal(row.id, prepared.sealed);
      if (row.messageId !== undefined) {
        const { level, stp, toKey, body } = prepared.sealed;
        store.messages.setSealing(row.messageId, { level, stp, recipientKey: toKey, wireSize: body.length });
        store.messages.countAttempt(row.messageId);
        store.attempts.start(row.messageId, clock.now());
        applyDelivery(context, emit, row.messageId, { type: "attempt-started" });
      }
      store.outgoing.startAttempt(row.id);
      return true;
    });
  }

  function endAttempt(row: OutgoingRow, outcome: SendAttempt["outcome"], answer: SendOutcome, retryAt?: Millis): void {
    if (row.messageId === undefined || outcome === undefined) return;
    const reason = "reason" in answer ? answer.reason : undefined;
    store.attempts.end(row.messageId, { at: clock.now(), outcome, retryAt, ...(reason === undefined ? {} : { reason }) });
  }

  function settle(row: OutgoingRow, answer: SendOutcome): RowResult {
    return write((emit) => {
      const apply = (event: Parameters<typeof applyDelivery>[3]) => {
        if (row.messageId === undefined) store.outgoing.remove(row.id);
        else applyDelivery(context, emit, row.messageId, event);
      };
      switch (answer.type) {
        case "sent":
        case "stored":
          endAttempt(row, answer.type, answer);
          apply({ type: answer.type });
          return { type: "next" };
        case "permanent":
          endAttempt(row, "permanent", answer);
          if (row.messageId === undefined) log("warn", "notification-refused", { row: row.id, code: answer.reason.code });
          apply({ type: "permanent", reason: answer.reason });
          return { type: "next" };
        case "retryable": {
          if (givesUp(context.onlineTime(), row.onlineAtInsert)) {
            endAttempt(row, "retryable", answer);
            apply({ type: "gave-up", reason: { code: "outcome-unknown" } });
            return { type: "next" };
          }
          const attempts = (store.outgoing.find(row.id)?.sendAttempts ?? row.sendAttempts) || 1;
          const at = nextRetryAt({
            now: clock.now(),
            attempts,
            schedule: retrySchedule,
            fraction: random.fraction(),
            retryAfter: answer.retryAfter,
          });
          endAttempt(row, "retryable", answer, at);
          if (row.messageId === undefined) store.outgoing.setState(row.id, "retrying", at, answer.reason.code);
          else apply({ type: "retryable", at, attempt: attempts, reason: answer.reason });
          return { type: "next" };
        }
        case "account-problem":
        case "not-connected":
          // Nothing reached the peer, so no attempt is spent. The connection tells when to go on.
          endAttempt(row, "interrupted", answer);
          store.outgoing.cancelAttempt(row.id);
          if (row.messageId !== undefined) {
            store.messages.uncountAttempt(row.messageId);
            applyDelivery(context, emit, row.messageId, { type: "interrupted" });
          }
          return { type: "wait", until: clock.now() + NOT_SENT_PAUSE };
      }
    });
  }

  function lateAnswer(row: OutgoingRow, answer: SendOutcome): void {
    if (answer.type !== "sent" && answer.type !== "stored") return;
    const { messageId } = row;
    if (messageId === undefined) {
      write(() => {
        store.outgoing.remove(row.id);
      });
      return;
    }
    write((emit) => {
      applyDelivery(context, emit, messageId, { type: answer.type });
    });
  }

  return async function runRow(row: OutgoingRow): Promise<RowResult> {
    const prepared = await outbox.prepare(row);
    switch (prepared.type) {
      case "wait":
        return { type: "wait", until: prepared.until };
      case "drop":
        store.outgoing.remove(row.id);
        return { type: "next" };
      case "hold":
      case "impossible": {
        const { messageId } = row;
        const { reason } = prepared;
        write((emit) => {
          if (messageId === undefined) store.outgoing.remove(row.id);
          else if (prepared.type === "hold") applyDelivery(context, emit, messageId, { type: "hold", reason: prepared.reason });
          else applyDelivery(context, emit, messageId, { type: "permanent", reason: prepared.reason });
        });
        log("info", "row-stopped", { row: row.id, code: reason.code });
        return { type: "next" };
      }
      case "ready": {
        if (!startAttempt(row, prepared)) return { type: "next" };
        const answer = await sender.send(row.receiver, prepared.sealed.body, (late) => {
          lateAnswer(row, late);
        });
        return settle(row, answer);
      }
    }
  };
}
