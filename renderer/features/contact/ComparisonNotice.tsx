// What a comparison says so far, and what to do: before it, after a code was read, after the user saw a difference.
import { unreachable } from "../../../shared/assert";
import type { Trust } from "../../../shared/contact";
import type { CodeComparison } from "../../../shared/safety-code";
import { errorSentence } from "../../i18n/error-text";
import { shortDate } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { Notice } from "../../ui/Notice";
import { useDayStart } from "../../ui/use-now";
import type { CodeScan } from "./use-code-scan";

const DIFFERENCE: Readonly<Record<Exclude<CodeComparison, "match" | "other-people" | "not-a-code">, TextKey>> = {
  "own-key": "safety.scan.own-key",
  "contact-key": "safety.scan.contact-key",
  "both-keys": "safety.scan.both-keys",
};

/** Whether the two people have other keys: then nothing may be marked as compared. */
export function isDifference(result: CodeComparison | undefined): result is keyof typeof DIFFERENCE {
  return result !== undefined && Object.hasOwn(DIFFERENCE, result);
}

interface ComparisonNoticeProps {
  readonly name: string;
  readonly trust: Trust;
  readonly scan: CodeScan;
  /** What the code that was read says. */
  readonly result: CodeComparison | undefined;
  /** The user read other digits. */
  readonly differs: boolean;
}

export function ComparisonNotice({ name, trust, scan, result, differs }: ComparisonNoticeProps) {
  const today = useDayStart();
  if (differs || isDifference(result)) {
    return (
      <Notice tone="danger" icon="warning">
        <p>{t(isDifference(result) ? DIFFERENCE[result] : "safety.differs", { name })}</p>
        <p>{t(trust.status === "verified" ? "safety.whatToDoCompared" : "safety.whatToDo", { name })}</p>
      </Notice>
    );
  }
  if (result === "match") {
    return (
      <Notice tone="success" icon="checkCircle">
        <p>{t(trust.status === "verified" ? "safety.scan.matchCompared" : "safety.scan.match", { name })}</p>
      </Notice>
    );
  }
  if (result !== undefined || scan.status === "failed") {
    return (
      <Notice tone="warning" icon="warning">
        <p>{scan.status === "failed" ? errorSentence(scan.problem) : t(result === "other-people" ? "safety.scan.other-people" : "safety.scan.not-a-code", { name })}</p>
      </Notice>
    );
  }
  return <Notice>{scan.status === "reading" ? <p>{t("safety.scan.reading")}</p> : <p>{meaning(trust, name, today)}</p>}</Notice>;
}

function meaning(trust: Trust, name: string, today: number): string {
  switch (trust.status) {
    case "unknown":
    case "pinned":
      return t("safety.meaning", { name });
    case "verified":
      return t("safety.meaningCompared", { name, date: shortDate(trust.at, today) });
    case "changed":
      return t(trust.wasVerified ? "safety.meaningChangedCompared" : "safety.meaningChanged", { name });
    case "unlike-card":
      return t("safety.meaningUnlikeCard", { name });
    default:
      return unreachable(trust);
  }
}
