// The panel about one own message: its state, what happened, how it was protected, how large it is, and
// what can be done with it now.
import { useEffect, useState } from "react";
import type { ContactId, MessageId } from "../../../shared/ids";
import type { MessageDetails } from "../../../shared/message";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands, useServices } from "../../store/context";
import { selectOwn } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { CopyButton } from "../../ui/CopyButton";
import { Panel } from "../../ui/Panel";
import { useNames } from "../contact/use-names";
import { asPlainText } from "./details-text";
import { DetailsBody } from "./DetailsBody";
import sheet from "./MessagePanel.module.css";

const cx = classes(sheet);

interface MessagePanelProps {
  readonly contactId: ContactId;
  readonly messageId: MessageId;
}

/** Asked for again whenever the message changes. */
function useDetails({ contactId, messageId }: MessagePanelProps): MessageDetails | undefined {
  const client = useClient();
  const message = useApp((state) => selectOwn(state, contactId, messageId));
  const [details, setDetails] = useState<MessageDetails | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    client
      .call("messages.details", { messageId })
      .then((answer) => {
        if (wanted) setDetails(answer);
      })
      // The message is gone: so is its panel.
      .catch(() => {
        if (wanted) setDetails(undefined);
      });
    return () => {
      wanted = false;
    };
  }, [client, messageId, message]);
  return details?.message.id === messageId ? details : undefined;
}

function DetailsActions({ contactId, details, name }: { contactId: ContactId; details: MessageDetails; name: string }) {
  const { client, commands } = useServices();
  const action = useAction();
  const { id: messageId, delivery, attempts } = details.message;
  const resend = (): void => {
    void action.run(() => client.call("messages.resend", { messageId }));
  };
  return (
    <>
      <div className={cx("actions")}>
        {delivery.status === "failed" ? (
          <Button size="small" onClick={resend}>
            {t("message.resend")}
          </Button>
        ) : null}
        {details.sendAgainOffered ? (
          <Button size="small" onClick={resend}>
            {t("message.sendAgain")}
          </Button>
        ) : null}
        {delivery.status === "queued" && attempts === 0 ? (
          <Button size="small" icon="undo" onClick={() => void action.run(() => commands.takeBack(contactId, messageId))}>
            {t("message.takeBack")}
          </Button>
        ) : null}
        <CopyButton
          size="small"
          text={() => asPlainText(details, name)}
          label={t("details.copy")}
          doneLabel={t("action.copied")}
          failedLabel={t("action.notCopied")}
        />
        <Button
          size="small"
          variant="danger"
          onClick={() => {
            commands.showDialog({ type: "delete-message", messageId });
          }}
        >
          {t("message.deleteForMe")}
        </Button>
      </div>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </>
  );
}

export function MessagePanel({ contactId, messageId }: MessagePanelProps) {
  const details = useDetails({ contactId, messageId });
  const names = useNames(contactId);
  const commands = useCommands();
  return (
    <Panel
      wide
      title={t("details.title")}
      closeLabel={t("action.close")}
      onClose={() => {
        commands.show({ panel: undefined });
      }}
    >
      {details === undefined ? null : (
        <>
          <DetailsBody contactId={contactId} details={details} name={names.short} />
          <DetailsActions contactId={contactId} details={details} name={names.short} />
        </>
      )}
    </Panel>
  );
}
