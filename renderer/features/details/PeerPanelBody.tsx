// The panel about a text of the contact: when it came and how it was protected; copy and delete.
import { useEffect, useState } from "react";
import type { ContactId } from "../../../shared/ids";
import type { PeerDetails, PeerText } from "../../../shared/message";
import { t } from "../../i18n/i18n";
import { useClient, useCommands } from "../../store/context";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { CopyButton } from "../../ui/CopyButton";
import { useNames } from "../contact/use-names";
import sheet from "./MessagePanel.module.css";
import { PeerBody } from "./PeerBody";

const cx = classes(sheet);

/** Asked for again whenever the message changes; nothing when it is gone. */
function usePeerDetails(message: PeerText): PeerDetails | undefined {
  const client = useClient();
  const [details, setDetails] = useState<PeerDetails | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    client.call("messages.peerDetails", { messageId: message.id }).then(
      (answer) => {
        if (wanted) setDetails(answer);
      },
      () => {
        if (wanted) setDetails(undefined);
      },
    );
    return () => {
      wanted = false;
    };
  }, [client, message]);
  return details?.message.id === message.id ? details : undefined;
}

export function PeerPanelBody({ contactId, message }: { readonly contactId: ContactId; readonly message: PeerText }) {
  const details = usePeerDetails(message);
  const names = useNames(contactId);
  const commands = useCommands();
  if (details === undefined) return null;
  return (
    <>
      <PeerBody details={details} name={names.short} />
      <div className={cx("actions")}>
        <CopyButton
          size="small"
          text={() => message.text}
          label={t("message.copy")}
          doneLabel={t("action.copied")}
          failedLabel={t("action.notCopied")}
        />
        <Button
          size="small"
          variant="danger"
          onClick={() => {
            commands.showDialog({ type: "delete-message", messageId: message.id });
          }}
        >
          {t("message.deleteForMe")}
        </Button>
      </div>
    </>
  );
}
