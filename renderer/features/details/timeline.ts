// What happened to an own message, as a list of moments in words: written, every attempt with its
// outcome, delivered, read. The codes of answers live here and nowhere else.
import { unreachable } from "../../../shared/assert";
import type { FailReasonCode, RetryReasonCode } from "../../../shared/delivery";
import type { Millis } from "../../../shared/ids";
import type { MessageDetails, SendAttempt } from "../../../shared/message";
import { duration } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import type { IconName } from "../../ui/icons";

export interface Moment {
  readonly key: string;
  readonly tone: "plain" | "warning" | "success" | "danger";
  readonly icon: IconName;
  readonly title: string;
  readonly at: Millis;
  readonly detail: string;
  /** For how long, in words. */
  readonly lasted?: string;
  /** Code behind the words. */
  readonly raw?: string;
}

const REASONS: Readonly<Record<RetryReasonCode | FailReasonCode, TextKey>> = {
  "no-answer": "attempt.no-answer",
  "connection-lost": "attempt.connection-lost",
  "peer-unreachable": "attempt.peer-unreachable",
  "server-error": "attempt.server-error",
  "server-busy": "attempt.server-busy",
  "too-long": "attempt.too-long",
  "unknown-address": "attempt.unknown-address",
  refused: "attempt.refused",
  "not-accepted": "attempt.not-accepted",
  "server-rejected": "attempt.server-rejected",
  "outcome-unknown": "attempt.outcome-unknown",
  "no-receipt": "attempt.no-receipt",
  "cannot-encrypt": "attempt.cannot-encrypt",
};

function reasonKey(code: string): TextKey {
  return Object.hasOwn(REASONS, code) ? REASONS[code as RetryReasonCode | FailReasonCode] : "attempt.other";
}

function outcomeWords(attempt: SendAttempt, name: string): string {
  const code = attempt.reason?.code;
  switch (attempt.outcome) {
    case "sent":
      return t("attempt.sent");
    case "stored":
      return t("attempt.stored");
    case "interrupted":
      return t("attempt.interrupted");
    case "retryable":
    case "permanent":
      return t(code === undefined ? "attempt.other" : reasonKey(code), { name });
    case undefined:
      return t("attempt.underWay");
    default:
      return unreachable(attempt.outcome);
  }
}

function detailWords(attempt: SendAttempt, name: string): string {
  const parts: string[] = [];
  if (attempt.reason?.sipStatus !== undefined) parts.push(t("attempt.answer", { status: attempt.reason.sipStatus }));
  if (attempt.reason?.code === "no-answer") parts.push(t("attempt.mayHaveArrived"));
  if (attempt.outcome === "stored") parts.push(t("attempt.serverKeeps", { name }));
  if (attempt.outcome === "interrupted") parts.push(t("attempt.interruptedMeans"));
  if (attempt.endedAt !== undefined) parts.push(t("attempt.took", { time: duration(attempt.endedAt - attempt.startedAt) }));
  if (attempt.retryAt !== undefined) {
    const wait = attempt.retryAt - (attempt.endedAt ?? attempt.startedAt);
    parts.push(t("attempt.nextAfter", { wait: duration(wait) }));
  }
  return parts.join(" ");
}

const LOOKS = {
  sent: { tone: "plain", icon: "check" },
  stored: { tone: "plain", icon: "check" },
  interrupted: { tone: "warning", icon: "clock" },
  retryable: { tone: "warning", icon: "clock" },
  permanent: { tone: "danger", icon: "crossCircle" },
  underWay: { tone: "plain", icon: "send" },
} as const;

export function timeline(details: MessageDetails, name: string): readonly Moment[] {
  const moments: Moment[] = [
    {
      key: "written",
      tone: "plain",
      icon: "compose",
      title: t("attempt.written"),
      at: details.message.sentAt,
      detail: "",
    },
  ];
  details.attempts.forEach((attempt, index) => {
    moments.push({
      key: `attempt-${index}`,
      ...LOOKS[attempt.outcome ?? "underWay"],
      title: t("attempt.title", { number: index + 1, outcome: outcomeWords(attempt, name) }),
      at: attempt.startedAt,
      detail: detailWords(attempt, name),
    });
  });
  if (details.deliveredAt !== undefined) {
    moments.push({
      key: "delivered",
      tone: "success",
      icon: "checkCircle",
      title: t("delivery.delivered"),
      at: details.deliveredAt,
      detail: t("attempt.signedReceipt", { name }),
    });
  }
  if (details.readAt !== undefined) {
    moments.push({
      key: "read",
      tone: "success",
      icon: "eye",
      title: t("delivery.read"),
      at: details.readAt,
      detail: details.deliveredAt === undefined ? t("attempt.signedReceipt", { name }) : "",
    });
  }
  return moments;
}
