// One attempt of one queue row, from the check whether it may go to what its answer means (spec 2.3, steps 3–5).
// The attempt is written down before the bytes leave, so a crash in between reads as "may have arrived".
import type { Address, MessageId, Millis } from "../../shared/ids";
import type { SendAttempt } from "../../shared/message";
import { MESSAGE_CONTENT_TYPE, PLAIN_CONTENT_TYPE } from "../../shared/wire";
import { equalBytes } from "../crypto/bytes";
import type { FinalBody, OutgoingRow } from "../db/outgoing-repository";
import type { Emit } from "../events/domain-events";
import { errorFacts } from "../platform/log";
import type { MessagingContext } from "./context";
import type { DeliveryEvent } from "./delivery";
import type { Outbox } from "./outbox";
import type { MessageSender, SendOutcome } from "./ports";
import { givesUp, nextRetryAt } from "./retry-policy";
import { forgetStatement } from "./statements";
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
  /** False while offline and once the account stops: nothing new leaves. */
  readonly maySend: () => boolean;
  /** An answer came after its deadline and settled a row; the next one to this address may go. */
  readonly onLateAnswer: (receiver: Address) => void;
}

export function createRowRun(context: MessagingContext, options: RowRunOptions) {
  const { sender, outbox, retrySchedule, maySend, onLateAnswer } = options;
  const { store, write, clock, random, log } = context;

  /** False when the row is not what was sealed any more, or may not go any more: it changed while it was being sealed. */
  function startAttempt(row: OutgoingRow, final: FinalBody): boolean {
    return write((emit) => {
      const fresh = store.outgoing.find(row.id);
      if (fresh === undefined || !equalBytes(fresh.payload, row.payload) || !outbox.confirms(fresh, final)) return false;
      if (row.final !== final) store.outgoing.setFinal(row.id, final);
      store.outgoing.startAttempt(row.id);
      if (row.messageId !== undefined) {
        noteForm(emit, row.messageId, final);
        store.messages.countAttempt(row.messageId);
        store.attempts.start(row.messageId, clock.now());
        applyDelivery(context, emit, row.messageId, { type: "attempt-started" });
      }
      return true;
    });
  }

  /** How the text goes, for its details; one that goes unencrypted is marked for ever. */
  function noteForm(emit: Emit, messageId: MessageId, final: FinalBody): void {
    if (final.type === "sealed") {
      const { level, stp, toKey, body } = final;
      store.messages.setSealing(messageId, { level, stp, recipientKey: toKey, wireSize: body.length });
      return;
    }
    store.messages.setPlain(messageId, Buffer.byteLength(final.body));
    const message = store.messages.find(messageId);
    if (message !== undefined) emit({ type: "message-changed", message });
  }

  function endAttempt({ messageId }: OutgoingRow, outcome: SendAttempt["outcome"], answer: SendOutcome, retryAt?: Millis): void {
    if (messageId === undefined || outcome === undefined) return;
    const reason = "reason" in answer ? { reason: answer.reason } : {};
    store.attempts.end(messageId, { at: clock.now(), outcome, retryAt, ...reason });
  }

  /** The state that follows; notifications have none and are done with. */
  function apply(emit: Emit, row: OutgoingRow, event: DeliveryEvent) {
    const isProof = event.type === "sent" || event.type === "stored";
    if (row.messageId !== undefined) {
      if (!isProof && isReplaced(row.id, row.messageId)) return undefined;
      return applyDelivery(context, emit, row.messageId, event);
    }
    store.outgoing.remove(row.id);
    if (!isProof) forgetStatement(context, row);
    return undefined;
  }

  /** A resend by hand put another row in its place: what became of this one's bytes says nothing against that one. */
  function isReplaced(rowId: number, messageId: MessageId): boolean {
    const row = store.outgoing.findForMessage(messageId);
    return row !== undefined && row.id !== rowId;
  }

  function settle(row: OutgoingRow, answer: SendOutcome): RowResult {
    return write((emit): RowResult => {
      switch (answer.type) {
        case "sent":
        case "stored":
          endAttempt(row, answer.type, answer);
          apply(emit, row, { type: answer.type });
          return { type: "next" };
        case "permanent":
          endAttempt(row, "permanent", answer);
          if (row.messageId === undefined) log("warn", "notification-refused", { row: row.id, code: answer.reason.code });
          apply(emit, row, { type: "permanent", reason: answer.reason });
          return { type: "next" };
        case "retryable":
          settleRetryable(emit, row, answer);
          return { type: "next" };
        case "account-problem":
        case "not-connected":
          notSent(emit, row);
          return { type: "wait", until: clock.now() + NOT_SENT_PAUSE };
      }
    });
  }

  function settleRetryable(emit: Emit, row: OutgoingRow, answer: Extract<SendOutcome, { type: "retryable" }>): void {
    if (givesUp(context.onlineTime(), row.onlineAtInsert)) {
      endAttempt(row, "retryable", answer);
      apply(emit, row, { type: "gave-up", reason: { code: "outcome-unknown" } });
      return;
    }
    const attempts = store.outgoing.find(row.id)?.sendAttempts ?? 1;
    const { reason, retryAfter } = answer;
    const at = nextRetryAt({ now: clock.now(), attempts, schedule: retrySchedule, fraction: random.fraction(), retryAfter });
    if (row.messageId === undefined) {
      store.outgoing.setState(row.id, "retrying", at, reason.code);
      return;
    }
    // An ack may have come while the answer was awaited: then nothing is tried again.
    const after = apply(emit, row, { type: "retryable", at, attempt: attempts, reason });
    endAttempt(row, "retryable", answer, after?.status === "retrying" ? at : undefined);
  }

  /** Nothing reached the peer, so no attempt is spent. The connection tells when to go on. */
  function notSent(emit: Emit, row: OutgoingRow): void {
    store.outgoing.cancelAttempt(row.id);
    if (row.messageId === undefined) return;
    store.attempts.cancel(row.messageId);
    store.messages.uncountAttempt(row.messageId);
    applyDelivery(context, emit, row.messageId, { type: "interrupted" });
  }

  function lateAnswer(row: OutgoingRow, answer: SendOutcome): void {
    if (answer.type !== "sent" && answer.type !== "stored") return;
    try {
      write((emit) => apply(emit, row, { type: answer.type }));
    } catch (error) {
      // The row is as it was and will be tried again.
      log("warn", "late-answer-lost", errorFacts(error));
      return;
    }
    onLateAnswer(row.receiver);
  }

  /** Of a text that went openly and may no more: when it goes again, nobody knows, so no time is told. */
  function forgetRetry(row: OutgoingRow): void {
    if (row.messageId === undefined || row.state !== "retrying") return;
    write((emit) => apply(emit, row, { type: "released" }));
  }

  return async function runRow(row: OutgoingRow): Promise<RowResult> {
    const prepared = await outbox.prepare(row);
    switch (prepared.type) {
      case "wait":
        if (prepared.until === undefined) forgetRetry(row);
        return prepared;
      case "drop":
        write(() => {
          store.outgoing.remove(row.id);
          if (row.messageId === undefined) forgetStatement(context, row);
        });
        return { type: "next" };
      case "hold":
      case "impossible":
        write((emit) => {
          store.outgoing.unseal(row.id);
          if (prepared.type === "hold") apply(emit, row, { type: "hold", reason: prepared.reason });
          else apply(emit, row, { type: "permanent", reason: prepared.reason });
        });
        log("info", "row-stopped", { row: row.id, code: prepared.reason.code });
        return { type: "next" };
      case "ready": {
        if (!maySend()) return { type: "wait" };
        const { final } = prepared;
        if (!startAttempt(row, final)) return { type: "next" };
        const onLate = (late: SendOutcome): void => {
          lateAnswer(row, late);
        };
        const contentType = final.type === "plain" ? PLAIN_CONTENT_TYPE : MESSAGE_CONTENT_TYPE;
        return settle(row, await sender.send(row.receiver, final.body, onLate, contentType));
      }
    }
  };
}
