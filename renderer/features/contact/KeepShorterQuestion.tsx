// Before a rule about keeping messages deletes some at once: how many.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { Question } from "../frame/Question";

interface KeepShorterProps {
  readonly contactId: ContactId;
  /** Undefined: as in the settings. */
  readonly days: number | undefined;
  /** Messages that go now. */
  readonly count: number;
}

export function KeepShorterQuestion({ contactId, days, count }: KeepShorterProps) {
  const client = useClient();
  return (
    <Question
      title={t("keep.shorterTitle", { count })}
      text={t("keep.shorterMeans")}
      keep={t("keep.shorterKeep")}
      go={t("keep.shorterGo", { count })}
      onGo={() => client.call("conversations.setRetention", { contactId, ...(days === undefined ? {} : { days }) })}
    />
  );
}
