// The code that the queue keeps of a row's last attempt, or of why it is held, as a sentence. A code of another version of
// the app gets none.
import type { HoldReason } from "../../../shared/capability";
import type { RetryReasonCode } from "../../../shared/delivery";
import { t, type TextKey } from "../../i18n/i18n";

const SENTENCES: Readonly<Record<RetryReasonCode | HoldReason["code"], TextKey>> = {
  "no-answer": "retry.no-answer",
  "connection-lost": "retry.connection-lost",
  "peer-unreachable": "retry.peer-unreachable",
  "server-error": "retry.server-error",
  "server-busy": "retry.server-busy",
  "key-changed": "lastError.key-changed",
  "unlike-card": "lastError.unlike-card",
  "below-pin": "lastError.below-pin",
  "below-minimum": "lastError.below-minimum",
  "capability-unknown": "lastError.capability-unknown",
  blocked: "lastError.blocked",
};

export function lastErrorSentence(code: string, name: string): string {
  return Object.hasOwn(SENTENCES, code) ? t(SENTENCES[code as keyof typeof SENTENCES], { name }) : t("lastError.other");
}
