// Who this chat is with, whether they are there, and the way to the contact panel.
import type { ContactId } from "../../../shared/ids";
import { t } from "../../i18n/i18n";
import { useApp, useCommands } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import { useDayStart } from "../../ui/use-now";
import { ContactAvatar } from "../contact/ContactAvatar";
import { fullName } from "../contact/names";
import { usePresence } from "../contact/use-presence";
import { mutedWords, useMutedUntil } from "../conversations/use-muted";
import sheet from "./ChatHeader.module.css";

const cx = classes(sheet);

export function ChatHeader({ contactId }: { readonly contactId: ContactId }) {
  const contact = useApp((state) => selectContact(state, contactId));
  const panel = useApp((state) => state.ui.panel);
  const searching = useApp((state) => state.ui.chatSearch === contactId);
  const presence = usePresence(contactId);
  const commands = useCommands();
  const muted = useMutedUntil(contactId);
  const today = useDayStart();
  if (contact === undefined) return null;
  const words = [presence.state, presence.detail].filter((part) => part !== undefined).join(" ");
  return (
    <header className={cx("bar", panel !== undefined && "beside")}>
      <span className={cx("back")}>
        <IconButton
          icon="back"
          label={t("chat.back")}
          onClick={() => {
            // Beside a panel the arrow brings the list back, in a narrow window it leaves the chat.
            if (panel !== undefined) commands.show({ panel: undefined });
            else commands.closeChat();
          }}
        />
      </span>
      <ContactAvatar contactId={contactId} size="small" />
      <div className={cx("words")}>
        <h2 className={cx("name")} dir="auto">{fullName(contact)}</h2>
        {words === "" ? null : <p className={cx("state")}>{words}</p>}
      </div>
      {muted === undefined ? null : (
        <span className={cx("muted")} role="img" aria-label={mutedWords(muted, today)} title={mutedWords(muted, today)}>
          <Icon name="bellOff" size="small" />
        </span>
      )}
      <IconButton
        icon="search"
        label={t("chatSearch.label")}
        pressed={searching}
        onClick={() => {
          if (searching) commands.closeChatSearch();
          else commands.callChatSearch();
        }}
      />
      <IconButton
        icon="panel"
        label={t("chat.contact")}
        pressed={panel?.type === "contact"}
        onClick={() => {
          commands.togglePanel({ type: "contact" });
        }}
      />
    </header>
  );
}
