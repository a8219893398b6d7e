// The middle pane: who, what needs the user for the whole chat, the messages, the composer.
import type { ContactId } from "../../../shared/ids";
import { useApp } from "../../store/context";
import { selectContact } from "../../store/selectors";
import { classes } from "../../ui/classes";
import { ChatSearchBar } from "../search/ChatSearchBar";
import { BlockedStrip } from "./BlockedStrip";
import { ChatHeader } from "./ChatHeader";
import sheet from "./ChatPane.module.css";
import { Composer } from "./Composer";
import { FailedStrip } from "./FailedStrip";
import { MessageLog } from "./MessageLog";
import { OlderCard } from "./OlderCard";

const cx = classes(sheet);

export function ChatPane({ contactId }: { readonly contactId: ContactId }) {
  const known = useApp((state) => selectContact(state, contactId) !== undefined);
  const searching = useApp((state) => state.ui.chatSearch === contactId);
  if (!known) return null;
  return (
    <main className={cx("chat")}>
      <ChatHeader contactId={contactId} />
      {searching ? <ChatSearchBar key={`search-${contactId}`} contactId={contactId} /> : null}
      <FailedStrip contactId={contactId} />
      <BlockedStrip contactId={contactId} />
      <MessageLog key={contactId} contactId={contactId} />
      <OlderCard key={`older-${contactId}`} contactId={contactId} />
      <Composer key={`composer-${contactId}`} contactId={contactId} />
    </main>
  );
}
