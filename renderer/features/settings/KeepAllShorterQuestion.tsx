// Before messages are kept for a shorter time everywhere: how many go at once.
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { Question } from "../frame/Question";

export function KeepAllShorterQuestion({ days, count }: { readonly days: number; readonly count: number }) {
  const client = useClient();
  return (
    <Question
      title={t("keepAll.title")}
      text={t("keepAll.question", { count, days })}
      keep={t("keepAll.keep")}
      go={t("keepAll.go")}
      onGo={() => client.call("settings.update", { retentionDays: days })}
    />
  );
}
