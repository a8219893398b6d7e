// Before all messages of a conversation go from this computer; says when some of them never left.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { shortName } from "../contact/names";
import { Question } from "../frame/Question";

export function ClearHistoryQuestion({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const { client, commands, store } = useServices();
  if (contact === undefined) return null;
  return (
    <Question
      title={t("history.clearTitle", { name: shortName(contact) })}
      text={t("history.clearMeans")}
      keep={t("action.keep")}
      go={t("history.clearGo")}
      onGo={async () => {
        await client.call("conversations.clear", { contactId });
        const { openChat, panel } = store.getState().ui;
        if (openChat === contactId && panel?.type === "message") commands.show({ panel: undefined });
      }}
    />
  );
}
