// Before messages that nobody looked at go from this computer.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { Question } from "../frame/Question";

interface DeleteOlderProps {
  readonly contactId: ContactId;
  /** How many waited when it was asked. */
  readonly count: number;
}

export function DeleteOlderQuestion({ contactId, count }: DeleteOlderProps) {
  const client = useClient();
  return (
    <Question
      title={t("older.deleteTitle", { count })}
      text={t("older.deleteMeans", { count })}
      keep={t("action.keep")}
      go={t("older.deleteGo")}
      onGo={() => client.call("conversations.removeOlder", { contactId, count })}
    />
  );
}
