// What can be done with a whole conversation, from its row in the list.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { Menu, type MenuItem, type MenuPoint } from "../../ui/Menu";
import { muteItems } from "./mute-items";
import { useMutedUntil } from "./use-muted";

interface RowMenuProps {
  readonly contactId: ContactId;
  readonly at: MenuPoint;
  readonly onClose: () => void;
}

export function RowMenu({ contactId, at, onClose }: RowMenuProps) {
  const contact = useApp((state) => selectContact(state, contactId));
  const conversation = useApp((state) => state.conversations[contactId]);
  const muted = useMutedUntil(contactId) !== undefined;
  const { client, commands } = useServices();
  if (contact === undefined || conversation === undefined) return null;
  const { lastMessage, unread } = conversation;

  // A refusal shows in the row: it is what it was.
  const mute = (until: number | undefined): void => {
    client.call("conversations.mute", { contactId, ...(until === undefined ? {} : { until }) }).catch(() => undefined);
  };
  const items: MenuItem[] = [
    {
      key: "contact",
      icon: "person",
      label: t("row.openContact"),
      onSelect: () => {
        commands.openChat(contactId);
        commands.show({ panel: { type: "contact" } });
      },
    },
  ];
  if (unread > 0 && lastMessage !== undefined) {
    items.push({
      key: "read",
      icon: "check",
      label: t("row.markRead"),
      onSelect: () => {
        client.call("conversations.markRead", { contactId, messageId: lastMessage.id }).catch(() => undefined);
      },
    });
  }
  items.push(...muteItems(muted, mute));
  if (lastMessage !== undefined) {
    items.push({
      key: "clear",
      icon: "trash",
      label: t("row.clear"),
      danger: true,
      onSelect: () => {
        commands.showDialog({ type: "clear-history", contactId });
      },
    });
  }
  if (contact.relation === "accepted") {
    items.push({
      key: "block",
      icon: "block",
      label: t("contact.block"),
      danger: true,
      onSelect: () => {
        commands.showDialog({ type: "block-contact", contactId });
      },
    });
  }
  return <Menu label={t("row.menu")} items={items} at={at} onClose={onClose} />;
}
