// From a session event to the next state. Pure; a batch is folded in its order and becomes one update.
import type { Progress, SessionEvent } from "../../shared/app-state";
import type { AppState } from "./app-store";
import { trimWindow } from "./chat-pages";
import { applyToChat, type ChatEvent } from "./chats";
import { withConnection } from "./connection";
import { followStored } from "./drafts";

function without<Key extends number, T>(record: Readonly<Record<Key, T>>, key: Key): Readonly<Record<Key, T>> {
  const { [key]: _gone, ...rest } = record;
  return rest as unknown as Readonly<Record<Key, T>>;
}

function inChat(state: AppState, event: ChatEvent): AppState {
  const contactId =
    event.type === "message-added" || event.type === "message-changed" ? event.message.contactId : event.contactId;
  const chat = state.chats[contactId];
  if (chat === undefined) return state;
  const { view, openChat } = state.ui;
  const isShown = view.type === "chats" && openChat === contactId;
  const next = applyToChat(chat, event);
  // The log on screen trims itself, because only it knows where its reader is. Nobody is in the others.
  return { ...state, chats: { ...state.chats, [contactId]: isShown ? next : trimWindow(next, next.place?.id ?? "oldest") } };
}

/** The list shows the state of the last message; it must not be older than the one at the bubble. */
function inList(state: AppState, event: Extract<ChatEvent, { readonly type: "delivery-changed" }>): AppState {
  const conversation = state.conversations[event.contactId];
  const last = conversation?.lastMessage;
  if (conversation === undefined || last?.kind !== "own" || last.id !== event.messageId) return state;
  const lastMessage = { ...last, delivery: event.delivery, attempts: event.attempts };
  return {
    ...state,
    conversations: { ...state.conversations, [event.contactId]: { ...conversation, lastMessage } },
  };
}

function withArrival(state: AppState, event: SessionEvent): AppState {
  if (event.type !== "message-added" || event.message.kind !== "peer" || !event.message.unread) return state;
  const { contactId, text } = event.message;
  const count = (state.arrivals[contactId]?.count ?? 0) + 1;
  return { ...state, arrivals: { ...state.arrivals, [contactId]: { count, text } } };
}

export function applyEvent(state: AppState, event: SessionEvent): AppState {
  switch (event.type) {
    case "connection-changed":
      return { ...state, connection: withConnection(state.connection, event.connection) };
    case "contact-changed":
      return { ...state, contacts: { ...state.contacts, [event.contact.id]: event.contact } };
    case "conversation-changed": {
      const { conversation } = event;
      return {
        ...state,
        conversations: { ...state.conversations, [conversation.contactId]: conversation },
        drafts: followStored(state.drafts, conversation.contactId, conversation.draft),
      };
    }
    case "conversation-removed":
      return {
        ...state,
        conversations: without(state.conversations, event.contactId),
        chats: without(state.chats, event.contactId),
        drafts: without(state.drafts, event.contactId),
        ui:
          state.ui.openChat === event.contactId
            ? { ...state.ui, openChat: undefined, panel: undefined }
            : state.ui,
      };
    case "settings-changed":
      return { ...state, settings: event.settings };
    case "repair-dismissed":
      return { ...state, repair: undefined };
    case "account-changed":
      return { ...state, account: event.account };
    case "message-added":
      return withArrival(inChat(state, event), event);
    case "delivery-changed":
      return inList(inChat(state, event), event);
    case "message-changed":
    case "message-removed":
    case "messages-moved":
    case "messages-read":
      return inChat(state, event);
  }
}

export function applyEvents(state: AppState, events: readonly SessionEvent[]): AppState {
  return events.reduce(applyEvent, state);
}

/** The task that was told of last stands last. */
export function applyProgress(state: AppState, progress: Progress): AppState {
  const { [progress.task]: _before, ...others } = state.progress;
  return { ...state, progress: { ...others, [progress.task]: progress } };
}
