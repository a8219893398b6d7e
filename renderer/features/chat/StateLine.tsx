// The line under an own bubble: why it has not gone, and the way out. A good state says nothing.
import { useShallow } from "zustand/react/shallow";
import type { Delivery } from "../../../shared/delivery";
import { unreachable } from "../../../shared/assert";
import type { ContactId, MessageId } from "../../../shared/ids";
import { errorSentence } from "../../i18n/error-text";
import { countdownWords } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands } from "../../store/context";
import { selectChat, selectDelivery, selectOwn } from "../../store/selectors";
import { useAction, type Action } from "../../store/use-action";
import { summarizeOwnTexts, waitingReason, type WaitingReason } from "../../store/waiting";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Hidden } from "../../ui/Hidden";
import { useCountdown } from "../../ui/use-countdown";
import { useNames } from "../contact/use-names";
import { failSentence, NEEDS_EDIT, retrySentence } from "../delivery/delivery-text";
import { HeldCard } from "./HeldCard";
import sheet from "./StateLine.module.css";

const cx = classes(sheet);

interface OwnMessageProps {
  readonly contactId: ContactId;
  readonly messageId: MessageId;
}

interface LineProps<Status extends Delivery["status"]> extends OwnMessageProps {
  readonly delivery: Extract<Delivery, { readonly status: Status }>;
  readonly name: string;
  readonly action: Action;
}

function waitingSentence(reason: WaitingReason, name: string): string {
  switch (reason.code) {
    case "offline":
      return t("waiting.offline", { count: reason.count });
    case "certificate":
      return t("waiting.certificate", { name });
    case "order":
      return t("waiting.order");
    default:
      return unreachable(reason);
  }
}

function QueuedLine({ contactId, messageId, name, action }: LineProps<"queued">) {
  const reason = useApp(useShallow((state) => waitingReason(state, contactId, messageId)));
  const attempted = useApp((state) => (selectOwn(state, contactId, messageId)?.attempts ?? 0) > 0);
  const commands = useCommands();
  if (reason === undefined) return null;
  // Where one line speaks for several messages, a link in it would not say which one.
  const forOne = reason.code !== "offline" || reason.count === 1;
  return (
    <div className={cx("line")}>
      <span>{waitingSentence(reason, name)}</span>
      {attempted || !forOne ? null : (
        <LinkButton onClick={() => void action.run(() => commands.takeBack(contactId, messageId))}>
          {t("message.takeBack")}
        </LinkButton>
      )}
    </div>
  );
}

function RetryLine({ messageId, delivery, name, action }: LineProps<"retrying">) {
  const seconds = useCountdown(delivery.at);
  const client = useClient();
  return (
    <div className={cx("line")}>
      <span>
        {retrySentence(delivery.reason.code, name)}{" "}
        <span className={cx("count")} aria-hidden="true">
          {seconds > 0 ? t("retry.again", { wait: countdownWords(seconds) }) : t("retry.now")}
        </span>
        <Hidden>{t("retry.byItself")}</Hidden>
      </span>
      <LinkButton onClick={() => void action.run(() => client.call("messages.sendNow", { messageId }))}>
        {t("message.sendNow")}
      </LinkButton>
    </div>
  );
}

function StoredLine({ contactId, messageId, name }: LineProps<"stored">) {
  const newest = useApp((state) => summarizeOwnTexts(selectChat(state, contactId)).newestStored === messageId);
  if (!newest) return null;
  return (
    <div className={cx("line")}>
      <span>{t("delivery.storedLine", { name })}</span>
    </div>
  );
}

function FailedLine({ contactId, messageId, delivery, name, action }: LineProps<"failed">) {
  const client = useClient();
  const commands = useCommands();
  const { code } = delivery.reason;
  return (
    <div className={cx("line", "failed")}>
      <span>{failSentence(code, name)}</span>
      <span className={cx("links")}>
        {NEEDS_EDIT.includes(code) ? (
          <LinkButton onClick={() => void action.run(() => commands.edit(contactId, messageId))}>
            {t("message.edit")}
          </LinkButton>
        ) : null}
        <LinkButton onClick={() => void action.run(() => client.call("messages.resend", { messageId }))}>
          {t("message.resend")}
        </LinkButton>
        <LinkButton
          danger
          onClick={() => {
            commands.showDialog({ type: "delete-message", messageId });
          }}
        >
          {t("message.delete")}
        </LinkButton>
      </span>
    </div>
  );
}

function lineFor(delivery: Delivery, rest: OwnMessageProps & { readonly name: string; readonly action: Action }) {
  switch (delivery.status) {
    case "queued":
      return <QueuedLine {...rest} delivery={delivery} />;
    case "retrying":
      return <RetryLine {...rest} delivery={delivery} />;
    case "stored":
      return <StoredLine {...rest} delivery={delivery} />;
    case "failed":
      return <FailedLine {...rest} delivery={delivery} />;
    case "held":
      return <HeldCard {...rest} reason={delivery.reason} />;
    case "sending":
    case "sent":
    case "delivered":
    case "read":
      return null;
    default:
      return unreachable(delivery);
  }
}

export function StateLine({ contactId, messageId }: OwnMessageProps) {
  const delivery = useApp((state) => selectDelivery(state, contactId, messageId));
  const names = useNames(contactId);
  const action = useAction();
  if (delivery === undefined) return null;
  return (
    <>
      {lineFor(delivery, { contactId, messageId, name: names.short, action })}
      {action.problem === undefined ? null : (
        <p className={cx("line", "failed")} role="alert">
          <span>{errorSentence(action.problem)}</span>
        </p>
      )}
    </>
  );
}
