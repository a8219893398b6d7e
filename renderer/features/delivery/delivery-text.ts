// Sentences for what happens to an own message: what happened, what it means, what to do. One for every
// reason of shared/delivery and shared/capability; a new reason fails the build here.
import type { HoldReason } from "../../../shared/capability";
import type { FailReasonCode, RetryReasonCode } from "../../../shared/delivery";
import { t, type TextKey } from "../../i18n/i18n";

const RETRY: Readonly<Record<RetryReasonCode, TextKey>> = {
  "no-answer": "retry.no-answer",
  "connection-lost": "retry.connection-lost",
  "peer-unreachable": "retry.peer-unreachable",
  "server-error": "retry.server-error",
  "server-busy": "retry.server-busy",
};

const FAIL: Readonly<Record<FailReasonCode, TextKey>> = {
  "too-long": "fail.too-long",
  "unknown-address": "fail.unknown-address",
  refused: "fail.refused",
  "not-accepted": "fail.not-accepted",
  "server-rejected": "fail.server-rejected",
  "outcome-unknown": "fail.outcome-unknown",
  "no-receipt": "fail.no-receipt",
  "cannot-encrypt": "fail.cannot-encrypt",
};

const FAIL_SHORT: Readonly<Record<FailReasonCode, TextKey>> = {
  "too-long": "failShort.too-long",
  "unknown-address": "failShort.unknown-address",
  refused: "failShort.refused",
  "not-accepted": "failShort.not-accepted",
  "server-rejected": "failShort.server-rejected",
  "outcome-unknown": "failShort.outcome-unknown",
  "no-receipt": "failShort.no-receipt",
  "cannot-encrypt": "failShort.cannot-encrypt",
};

/** Outcomes that leave open whether the message arrived; then nobody may say "not sent". */
export const UNSURE_FAILURES: readonly FailReasonCode[] = ["outcome-unknown", "no-receipt"];

/** Failures that the same text sent once more cannot cure. */
export const NEEDS_EDIT: readonly FailReasonCode[] = ["too-long"];

export function retrySentence(code: RetryReasonCode, name: string): string {
  return t(RETRY[code], { name });
}

export function failSentence(code: FailReasonCode, name: string): string {
  return t(FAIL[code], { name });
}

/** For a row of the list. */
export function failShort(code: FailReasonCode): string {
  return t(FAIL_SHORT[code]);
}

export interface HoldWords {
  /** What happened, in bold. */
  readonly lead: string;
  /** What it means. */
  readonly rest: string;
  /** For a row of the list. */
  readonly short: string;
}

/** `attempts` made before: then an earlier copy may have arrived, and "not sent" would claim too much. */
export function holdWords(reason: HoldReason, attempts: number, name: string): HoldWords {
  const tried = attempts > 0 ? "yes" : "no";
  switch (reason.code) {
    case "key-changed":
      return {
        lead: t("hold.key-changed.lead", { name, tried }),
        rest: t("hold.key-changed.rest"),
        short: t("hold.key-changed.short", { tried }),
      };
    case "unlike-card":
      return {
        lead: t("hold.unlike-card.lead", { name, tried }),
        rest: t("hold.unlike-card.rest"),
        short: t("hold.unlike-card.short", { tried }),
      };
    case "below-pin":
      return {
        lead: t("hold.below-pin.lead", { name, tried, offered: reason.offered }),
        rest: t("hold.below-pin.rest", { pinned: reason.pinned }),
        short: t("hold.protocol.short", { tried }),
      };
    case "below-minimum":
      return {
        lead: t("hold.below-minimum.lead", { name, tried, offered: reason.offered }),
        rest: t("hold.below-minimum.rest", { minimum: reason.minimum }),
        short: t("hold.protocol.short", { tried }),
      };
    case "capability-unknown":
      return {
        lead: t("hold.capability-unknown.lead", { name, tried }),
        rest: t("hold.capability-unknown.rest", { name }),
        short: t("hold.capability-unknown.short", { tried }),
      };
    case "blocked":
      return {
        lead: t("hold.blocked.lead", { name, tried }),
        rest: t("hold.blocked.rest"),
        short: t("hold.blocked.short", { tried }),
      };
  }
}
