// What a SIP answer to a MESSAGE means for its delivery: the table of spec 2.3, step 4, and nothing else.
// sip.js makes up a 408 when nothing came and a 503 when the socket failed; exchange.ts has already turned
// those into answers of their own kind, so every status here came from a server.
import type { FailReasonCode, RetryReasonCode } from "../../shared/delivery";
import type { SendOutcome } from "../messaging/ports";
import type { Answer } from "./exchange";

const RETRYABLE: Readonly<Record<number, RetryReasonCode>> = {
  408: "no-answer",
  430: "peer-unreachable",
  477: "peer-unreachable",
  480: "peer-unreachable",
  486: "peer-unreachable",
  487: "peer-unreachable",
  491: "peer-unreachable",
  503: "server-busy",
  600: "peer-unreachable",
};

const PERMANENT: Readonly<Record<number, FailReasonCode>> = {
  403: "refused",
  404: "unknown-address",
  405: "not-accepted",
  410: "unknown-address",
  413: "too-long",
  415: "not-accepted",
  488: "not-accepted",
  493: "not-accepted",
  513: "too-long",
  603: "refused",
  604: "unknown-address",
  606: "not-accepted",
};

/** 501 and 513 say that this server will never do it, unlike the rest of their class. */
const PERMANENT_5XX: ReadonlySet<number> = new Set([501, 513]);

/** Pure; one answer, one outcome. */
export function outcomeOf(answer: Answer): SendOutcome {
  if (answer.type === "no-answer") return { type: "retryable", reason: { code: "no-answer" } };
  if (answer.type === "connection-lost") return { type: "retryable", reason: { code: "connection-lost" } };
  const { status } = answer;
  if (status === 202) return { type: "stored" };
  if (status < 300) return { type: "sent" };
  if (status === 401 || status === 407) return { type: "account-problem" };
  const isServerError = status >= 500 && status < 600 && !PERMANENT_5XX.has(status);
  const code = RETRYABLE[status] ?? (isServerError ? "server-error" : undefined);
  if (code === undefined) {
    return { type: "permanent", reason: { code: PERMANENT[status] ?? "server-rejected", sipStatus: status } };
  }
  const retryAfter = answer.retryAfter;
  return {
    type: "retryable",
    reason: { code, sipStatus: status },
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
