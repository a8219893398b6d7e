// What scenes do in their windows again and again.
import type { ContactId } from "../../../shared/ids";
import type { Stage } from "./scene";

/** Opens the chat; what is unread on screen is read a moment later, which the picture waits for. */
export async function openChat({ store, commands, settle, until }: Stage, contactId: ContactId): Promise<void> {
  commands.openChat(contactId);
  await settle();
  if (store.getState().chats[contactId]?.loaded !== true) return;
  await until(() => (store.getState().conversations[contactId]?.unread ?? 0) === 0);
}
