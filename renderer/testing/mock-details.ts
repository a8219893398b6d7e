// What the stand-in tells of an own text: attempts at the app's intervals (spec 2.3, step 5), all in vain but the last one,
// whose outcome is that of the delivery; and how it was sealed, once it was tried.
import type { Contact, KeyView } from "../../shared/contact";
import type { Delivery } from "../../shared/delivery";
import type { Millis } from "../../shared/ids";
import type { MessageDetails, OwnText, SendAttempt } from "../../shared/message";

const SECOND: Millis = 1000;
/** Between the attempts, in seconds; the last one repeats. */
const WAITS: readonly number[] = [1, 3, 10, 15, 20, 30, 60, 120, 300];
/** Without an answer, and with one. */
const NO_ANSWER_AFTER = 6 * SECOND;
const ANSWER_AFTER = SECOND;
const RECEIPT_AFTER = 4 * SECOND;
const READ_AFTER = 90 * SECOND;

function lastOutcome(delivery: Delivery, startedAt: Millis): Omit<SendAttempt, "startedAt"> {
  const endedAt = startedAt + ANSWER_AFTER;
  switch (delivery.status) {
    case "sent":
    case "delivered":
    case "read":
      return { endedAt, outcome: "sent" };
    case "stored":
      return { endedAt, outcome: "stored", reason: { code: "stored", sipStatus: 202 } };
    case "retrying":
      return { endedAt: startedAt + NO_ANSWER_AFTER, outcome: "retryable", reason: delivery.reason, retryAt: delivery.at };
    case "failed":
      return delivery.reason.code === "outcome-unknown"
        ? { endedAt: startedAt + NO_ANSWER_AFTER, outcome: "retryable", reason: { code: "no-answer" } }
        : { endedAt, outcome: "permanent", reason: delivery.reason };
    case "queued":
    case "held":
    case "sending":
      return {};
  }
}

function attemptsOf({ sentAt, attempts, delivery }: OwnText): readonly SendAttempt[] {
  let startedAt = sentAt;
  return Array.from({ length: attempts }, (_, index): SendAttempt => {
    const made = startedAt;
    const endedAt = made + NO_ANSWER_AFTER;
    startedAt = endedAt + (WAITS[Math.min(index, WAITS.length - 1)] ?? 0) * SECOND;
    if (index === attempts - 1) return { startedAt: made, ...lastOutcome(delivery, made) };
    return { startedAt: made, endedAt, outcome: "retryable", reason: { code: "no-answer" }, retryAt: startedAt };
  });
}

function keyOf({ trust }: Contact): KeyView | undefined {
  return "key" in trust ? trust.key : undefined;
}

/** Of an encrypted text of so many bytes, roughly: what STPSimple v3 adds, in base64. */
const wireSizeOf = (textBytes: number): number => 880 + Math.ceil(textBytes / 3) * 4;

export function mockDetails(message: OwnText, contact: Contact): MessageDetails {
  const attempts = attemptsOf(message);
  const textBytes = new TextEncoder().encode(message.text).length;
  const key = keyOf(contact);
  const { status } = message.delivery;
  const ended = attempts.at(-1)?.endedAt ?? message.sentAt;
  return {
    message,
    attempts,
    ...(status === "delivered" || status === "read" ? { deliveredAt: ended + RECEIPT_AFTER } : {}),
    ...(status === "read" ? { readAt: ended + READ_AFTER } : {}),
    ...(attempts.length === 0 || key === undefined || message.marks.includes("plain-text")
      ? {}
      : {
          level: "2.2",
          stp: { type: 2, version: 3 },
          recipientKey: key.fingerprint,
          sealedTo: { fingerprint: key.fingerprint, now: "current" },
          wireSize: wireSizeOf(textBytes),
        }),
    textBytes,
    receiptsExpected: true,
    sendAgainOffered: false,
  };
}
