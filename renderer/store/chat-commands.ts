// Which part of which chat is open: opening, moving over its history, and what the log on screen reports of its reader.
import type { BridgeClient } from "../../shared/ipc/bridge";
import type { ContactId } from "../../shared/ids";
import type { AppStore } from "./app-store";
import { hasArrived, retainChats, trimWindow } from "./chat-pages";
import { EMPTY_WINDOW, isStale, missesUnread, openWindow, type Arrival, type ChatWindow, type ReadingPlace } from "./chats";
import type { DraftCommands } from "./draft-commands";
import { createPaging, type ChatTarget, type WhenReady } from "./paging";
import { selectChat } from "./selectors";

export interface ChatCommands {
  /** Opens it where the unread texts begin, else where its reader was. */
  openChat(contactId: ContactId): void;
  /** Opens the chat there; the message gets the keyboard unless `take` is false. Throws `unknown-message` when it is gone. */
  openAt(contactId: ContactId, target: ChatTarget, take?: boolean): Promise<void>;
  closeChat(): void;
  /** `whenReady`: waited for before the page enters the window; at once without it. */
  loadOlder(contactId: ContactId, whenReady?: WhenReady): void;
  loadNewer(contactId: ContactId, whenReady?: WhenReady): void;
  /** To the newest message, wherever the reader is. */
  toNewest(contactId: ContactId): void;
  /** The log is where it was called to. */
  arrived(contactId: ContactId): void;
  /** Where the reader leaves the chat; absent: at the newest message. */
  keepPlace(contactId: ContactId, place: ReadingPlace | undefined): void;
  /** Main moved messages of this chat: reads them again when the chat is kept here. */
  readAgain(contactId: ContactId): void;
  /** The reader is far from this end of the window: what is too much there may go. */
  trim(contactId: ContactId, side: "oldest" | "newest"): void;
}

export function createChatCommands(store: AppStore, client: BridgeClient, drafts: DraftCommands): ChatCommands {
  const changeChat = (contactId: ContactId, change: (chat: ChatWindow) => ChatWindow): void => {
    store.setState((state) => ({ chats: { ...state.chats, [contactId]: change(selectChat(state, contactId)) } }));
  };

  const paging = createPaging(store, client);

  /** A page that does not come leaves the chat as it is; scrolling or opening it again asks again. */
  const quietly = (work: Promise<void>): void => {
    work.catch(() => undefined);
  };

  const enter = (contactId: ContactId, change: (chat: ChatWindow) => ChatWindow, takeKeyboard: boolean): void => {
    drafts.saveAll();
    store.setState((state) => {
      const { ui } = state;
      const recent = [contactId, ...ui.recent.filter((other) => other !== contactId)];
      const panel = ui.panel?.type === "contact" ? ui.panel : undefined;
      const chats = retainChats(state.chats, recent);
      return {
        chats: { ...chats, [contactId]: change(chats[contactId] ?? EMPTY_WINDOW) },
        ui: {
          ...ui,
          view: { type: "chats" },
          openChat: contactId,
          panel,
          recent,
          composerCalls: ui.composerCalls + (takeKeyboard ? 1 : 0),
        },
      };
    });
  };

  return {
    openChat(contactId) {
      const state = store.getState();
      if (state.contacts[contactId] === undefined) return;
      const unread = state.conversations[contactId]?.unread ?? 0;
      enter(contactId, (chat) => openWindow(chat, unread), true);
      const chat = selectChat(store.getState(), contactId);
      if (missesUnread(chat, unread)) quietly(paging.go(contactId, { type: "unread" }, false));
      else if (!chat.loaded) quietly(paging.go(contactId, { type: "newest" }, false));
      else if (isStale(chat)) quietly(paging.readAgain(contactId));
    },
    async openAt(contactId, target, take = true) {
      if (store.getState().contacts[contactId] === undefined) return;
      const here = target.type === "message" && !isStale(selectChat(store.getState(), contactId)) ? target.messageId : undefined;
      const arrival: Arrival | undefined = here === undefined ? undefined : { to: "message", id: here, take };
      enter(contactId, (chat) => (arrival !== undefined && chat.byId[arrival.id] !== undefined ? { ...chat, arrival } : hasArrived(chat)), false);
      if (selectChat(store.getState(), contactId).arrival !== undefined) return;
      try {
        await paging.go(contactId, target, take);
      } catch (error) {
        if (!selectChat(store.getState(), contactId).loaded) quietly(paging.go(contactId, { type: "newest" }, false));
        throw error;
      }
    },
    closeChat() {
      drafts.saveAll();
      store.setState(({ ui }) => ({ ui: { ...ui, openChat: undefined, panel: undefined } }));
    },
    loadOlder(contactId, whenReady) {
      quietly(paging.loadOlder(contactId, whenReady));
    },
    loadNewer(contactId, whenReady) {
      quietly(paging.loadNewer(contactId, whenReady));
    },
    toNewest(contactId) {
      if (selectChat(store.getState(), contactId).newer) quietly(paging.go(contactId, { type: "newest" }, false));
      else changeChat(contactId, (chat) => ({ ...chat, arrival: { to: "newest" } }));
    },
    arrived(contactId) {
      changeChat(contactId, hasArrived);
    },
    keepPlace(contactId, place) {
      if (store.getState().chats[contactId] === undefined) return;
      changeChat(contactId, ({ place: _before, ...chat }) => (place === undefined ? chat : { ...chat, place }));
    },
    readAgain(contactId) {
      quietly(paging.readAgain(contactId));
    },
    trim(contactId, side) {
      const chat = store.getState().chats[contactId];
      if (chat === undefined) return;
      const trimmed = trimWindow(chat, side);
      if (trimmed !== chat) changeChat(contactId, () => trimmed);
    },
  };
}
