// Before a message goes from this computer.
import type { MessageId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useServices } from "../../store/context";
import { Question } from "../frame/Question";

export function DeleteQuestion({ messageId }: { readonly messageId: MessageId }) {
  const { client, commands, store } = useServices();
  return (
    <Question
      title={t("message.deleteTitle")}
      text={t("message.deleteMeans")}
      keep={t("action.keep")}
      go={t("message.deleteForMe")}
      onGo={async () => {
        await client.call("messages.remove", { messageId });
        const { panel } = store.getState().ui;
        if (panel?.type === "message" && panel.messageId === messageId) commands.show({ panel: undefined });
      }}
    />
  );
}
