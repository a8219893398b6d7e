// What the views ask of the state. Each answers a primitive or a part of the state as it is, so that a
// view draws again only when its own answer changed.
import type { Contact, Presence } from "../../shared/contact";
import type { Delivery } from "../../shared/delivery";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message, OwnText } from "../../shared/message";
import type { AppState } from "./app-store";
import { EMPTY_WINDOW, type ChatWindow } from "./chats";

export function selectOnline(state: AppState): boolean {
  return state.connection.current.status === "online";
}

/** The dot at the avatar. While we are offline we don't know. */
export function selectPresenceStatus(state: AppState, contactId: ContactId): Presence["status"] {
  return selectOnline(state) ? (state.contacts[contactId]?.presence.status ?? "unknown") : "unknown";
}

export function selectChat(state: AppState, contactId: ContactId): ChatWindow {
  return state.chats[contactId] ?? EMPTY_WINDOW;
}

export function selectMessage(state: AppState, contactId: ContactId, id: MessageId): Message | undefined {
  return state.chats[contactId]?.byId[id];
}

export function selectOwn(state: AppState, contactId: ContactId, id: MessageId): OwnText | undefined {
  const message = selectMessage(state, contactId, id);
  return message?.kind === "own" ? message : undefined;
}

export function selectDelivery(state: AppState, contactId: ContactId, id: MessageId): Delivery | undefined {
  return selectOwn(state, contactId, id)?.delivery;
}

export function selectContact(state: AppState, contactId: ContactId): Contact | undefined {
  return state.contacts[contactId];
}

export function selectUnreadTotal(state: AppState): number {
  let total = 0;
  for (const conversation of Object.values(state.conversations)) {
    if (state.contacts[conversation.contactId]?.relation === "accepted") total += conversation.unread;
  }
  return total;
}
