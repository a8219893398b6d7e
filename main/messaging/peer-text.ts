// A text of a contact takes its place in the conversation (spec 2.4), whichever way it came.
import type { Emit } from "../events/domain-events";
import type { NewPeerText } from "../db/message-repository";
import type { MessagingContext } from "./context";

/** Inside the caller's transaction. */
export function addPeerText({ store }: MessagingContext, emit: Emit, text: NewPeerText): void {
  const { contactId } = text;
  const message = store.messages.insertPeer(text);
  store.conversations.touch(contactId, text.arrivedAt);
  store.conversations.addUnread(contactId);
  emit({ type: "message-added", message });
  emit({ type: "conversation-touched", contactId });
}
