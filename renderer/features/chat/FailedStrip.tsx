// Over a chat with several messages that did not go: all of them at once, in their order.
import type { ContactId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient } from "../../store/context";
import { selectChat } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { LinkButton } from "../../ui/Button";
import { DeliveryMark } from "../delivery/DeliveryMark";
import { UNSURE_FAILURES } from "../delivery/delivery-text";
import { Strip } from "./Strip";

export function FailedStrip({ contactId }: { readonly contactId: ContactId }) {
  const count = useApp((state) => state.conversations[contactId]?.failed ?? 0);
  const allUnsure = useApp((state) =>
    Object.values(selectChat(state, contactId).byId).every(
      (message) =>
        message.kind !== "own" ||
        message.delivery.status !== "failed" ||
        UNSURE_FAILURES.includes(message.delivery.reason.code),
    ),
  );
  const client = useClient();
  const action = useAction();
  if (count < 2) return null;
  return (
    <Strip
      mark={<DeliveryMark status="failed" silent />}
      text={
        action.problem === undefined
          ? t(allUnsure ? "chat.strip.unconfirmed" : "chat.strip.failed", { count })
          : errorSentence(action.problem)
      }
    >
      <LinkButton onClick={() => void action.run(() => client.call("messages.resendAllFailed", { contactId }))}>
        {t("chat.resendAll")}
      </LinkButton>
    </Strip>
  );
}
