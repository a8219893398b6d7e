// The panel about one message. Of an own one: its state, what happened, how it was protected, how large it is, and what
// can be done with it now. What it shows of a contact's text is in PeerPanelBody.
import { useEffect, useState } from "react";
import type { DeliveryStatus } from "../../../shared/delivery";
import type { ContactId, MessageId } from "../../../shared/ids";
import type { MessageDetails } from "../../../shared/message";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient, useCommands, useServices } from "../../store/context";
import { selectMessage, selectOwn } from "../../store/selectors";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { CopyButton } from "../../ui/CopyButton";
import { Panel } from "../../ui/Panel";
import { useNames } from "../contact/use-names";
import { NEEDS_EDIT } from "../delivery/delivery-text";
import { asPlainText } from "./details-text";
import { DetailsBody } from "./DetailsBody";
import sheet from "./MessagePanel.module.css";
import { PeerPanelBody } from "./PeerPanelBody";

const cx = classes(sheet);

/** Nothing of these has left, unless there was an attempt before. */
const NOT_LEFT: readonly DeliveryStatus[] = ["queued", "held"];

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
        {delivery.status === "failed" && NEEDS_EDIT.includes(delivery.reason.code) ? (
          <Button size="small" icon="pencil" onClick={() => void action.run(() => commands.edit(contactId, messageId))}>
            {t("message.edit")}
          </Button>
        ) : null}
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
        {NOT_LEFT.includes(delivery.status) && attempts === 0 ? (
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

function OwnPanelBody({ contactId, messageId }: MessagePanelProps) {
  const details = useDetails({ contactId, messageId });
  const names = useNames(contactId);
  if (details === undefined) return null;
  return (
    <>
      <DetailsBody contactId={contactId} details={details} name={names.short} />
      <DetailsActions contactId={contactId} details={details} name={names.short} />
    </>
  );
}

export function MessagePanel({ contactId, messageId }: MessagePanelProps) {
  const message = useApp((state) => selectMessage(state, contactId, messageId));
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
      {message?.kind === "peer" ? (
        <PeerPanelBody contactId={contactId} message={message} />
      ) : (
        <OwnPanelBody contactId={contactId} messageId={messageId} />
      )}
    </Panel>
  );
}
