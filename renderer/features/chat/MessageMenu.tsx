// What can be done with one message; only what its state allows is offered.
import type { ContactId, MessageId } from "../../../shared/ids";
import type { DeliveryStatus } from "../../../shared/delivery";
import { copyText } from "../../api";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { selectMessage } from "../../store/selectors";
import { Menu, type MenuItem, type MenuPoint } from "../../ui/Menu";

interface MessageMenuProps {
  readonly contactId: ContactId;
  readonly messageId: MessageId;
  readonly at: MenuPoint;
  readonly onClose: () => void;
}

const RESENDABLE: readonly DeliveryStatus[] = ["failed", "retrying"];
const NOT_LEFT: readonly DeliveryStatus[] = ["queued", "held"];

export function MessageMenu({ contactId, messageId, at, onClose }: MessageMenuProps) {
  const message = useApp((state) => selectMessage(state, contactId, messageId));
  const { client, commands } = useServices();
  if (message === undefined || message.kind === "note") return null;

  // A refusal shows in what the message says of itself: its state is what it was.
  const quietly = (work: Promise<unknown>): void => {
    work.catch(() => undefined);
  };
  const items: MenuItem[] = [
    {
      key: "copy",
      icon: "copy",
      label: t("message.copy"),
      onSelect: () => {
        quietly(copyText(message.text));
      },
    },
    {
      key: "quote",
      icon: "quote",
      label: t("message.quote"),
      onSelect: () => {
        commands.quote(contactId, messageId);
      },
    },
  ];
  items.push({
    key: "details",
    icon: "info",
    label: t("message.details"),
    onSelect: () => {
      commands.show({ panel: { type: "message", messageId } });
    },
  });
  if (message.kind === "own") {
    if (RESENDABLE.includes(message.delivery.status)) {
      items.push({
        key: "resend",
        icon: "send",
        label: t("message.resend"),
        onSelect: () => {
          quietly(client.call("messages.resend", { messageId }));
        },
      });
    }
    if (NOT_LEFT.includes(message.delivery.status) && message.attempts === 0) {
      items.push({
        key: "take-back",
        icon: "undo",
        label: t("message.takeBack"),
        onSelect: () => {
          quietly(commands.takeBack(contactId, messageId));
        },
      });
    }
  }
  items.push({
    key: "delete",
    icon: "trash",
    label: t("message.deleteForMe"),
    danger: true,
    onSelect: () => {
      commands.showDialog({ type: "delete-message", messageId });
    },
  });
  return <Menu label={t("message.actions")} items={items} at={at} onClose={onClose} />;
}
