// What a user can make happen in a chat, as calls to main; the outcome comes back as events.
// A rejected call throws its StampError: the view that asked shows the sentence.
import type { BridgeClient } from "../../shared/ipc/bridge";
import type { ContactId, MessageId } from "../../shared/ids";
import type { AppStore } from "./app-store";
import {
  abandonPage,
  EMPTY_WINDOW,
  expectPage,
  isStale,
  MAX_PAGE,
  openWindow,
  PAGE_SIZE,
  retainChats,
  takePage,
  trimToNewest,
  type ChatWindow,
} from "./chats";
import { createDraftCommands, type DraftCommands } from "./draft-commands";
import { selectChat } from "./selectors";
import type { Dialog, Panel, Ui, View } from "./ui";

export interface Commands {
  readonly drafts: DraftCommands;
  show(patch: Partial<Ui>): void;
  showView(view: View): void;
  showDialog(dialog: Dialog): void;
  closeDialog(): void;
  /** The same panel again folds it. */
  togglePanel(panel: Panel): void;
  callComposer(): void;
  callSearch(): void;
  openChat(contactId: ContactId): void;
  closeChat(): void;
  loadOlder(contactId: ContactId): void;
  /** Main moved messages of this chat: reads them again when the chat is kept here. */
  readAgain(contactId: ContactId): void;
  /** The reader is at the newest messages: older ones may go. */
  trim(contactId: ContactId): void;
  markRead(contactId: ContactId, messageId: MessageId): void;
  /** Sends what stands in the composer; it clears when main has stored the text. Again meanwhile: what came after it. */
  send(contactId: ContactId): Promise<void>;
  takeBack(contactId: ContactId, messageId: MessageId): Promise<void>;
  /** Moves a text that cannot be sent as it is into the composer. */
  edit(contactId: ContactId, messageId: MessageId): Promise<void>;
  /** "Wait": folds the card of a held message, changes nothing else. */
  postpone(messageId: MessageId): void;
  resume(messageId: MessageId): void;
  /** "Not now": folds the card about messages in an older protocol until more than `count` wait. */
  putOffOlder(contactId: ContactId, count: number): void;
}

export function createCommands(store: AppStore, client: BridgeClient): Commands {
  const drafts = createDraftCommands(store, client);

  /** Texts on their way to main, oldest first: what stands in the composer begins with them. */
  const leaving = new Map<ContactId, string[]>();

  /** Texts that could not be stored stay in the composer, each on a line of its own, before what was typed since. */
  const putBackApart = (contactId: ContactId, texts: readonly string[]): void => {
    const now = store.getState().drafts[contactId]?.text ?? "";
    const ahead = texts.join("");
    if (ahead === "" || !now.startsWith(ahead)) return;
    drafts.type(contactId, [...texts, now.slice(ahead.length)].filter((text) => text !== "").join("\n"));
  };

  const show = (patch: Partial<Ui>): void => {
    store.setState((state) => ({ ui: { ...state.ui, ...patch } }));
  };

  const changeChat = (contactId: ContactId, change: (chat: ChatWindow) => ChatWindow): void => {
    store.setState((state) => ({ chats: { ...state.chats, [contactId]: change(selectChat(state, contactId)) } }));
  };

  const loadPage = async (contactId: ContactId): Promise<void> => {
    const chat = selectChat(store.getState(), contactId);
    const whole = !chat.loaded || isStale(chat);
    if (chat.inFlight !== undefined || (!whole && !chat.more)) return;
    const oldest = chat.order[0];
    const before = whole || oldest === undefined ? undefined : chat.byId[oldest]?.position;
    changeChat(contactId, expectPage);
    try {
      const page = await client.call("messages.page", {
        contactId,
        limit: whole ? Math.min(MAX_PAGE, Math.max(PAGE_SIZE, chat.order.length)) : PAGE_SIZE,
        ...(before === undefined ? {} : { before }),
      });
      const now = store.getState().chats[contactId];
      if (now === undefined) return;
      if (now.moves === chat.moves) {
        changeChat(contactId, (current) => takePage(current, page.messages, page.more));
        return;
      }
      // Positions changed under the request: its answer fits nothing any more.
      changeChat(contactId, abandonPage);
      await loadPage(contactId);
    } catch {
      // The chat stays as it is; scrolling or opening it again asks again.
      if (store.getState().chats[contactId] !== undefined) changeChat(contactId, abandonPage);
    }
  };

  const commands: Commands = {
    drafts,
    show,
    showView(view) {
      show({ view, panel: undefined });
    },
    showDialog(dialog) {
      show({ dialog });
    },
    closeDialog() {
      show({ dialog: undefined });
    },
    togglePanel(panel) {
      const open = store.getState().ui.panel;
      const same =
        open?.type === panel.type &&
        (open.type === "contact" || (panel.type === "message" && open.messageId === panel.messageId));
      show({ panel: same ? undefined : panel });
    },
    callComposer() {
      show({ composerCalls: store.getState().ui.composerCalls + 1 });
    },
    callSearch() {
      const { ui } = store.getState();
      show({ view: ui.view.type === "settings" ? { type: "chats" } : ui.view, searchCalls: ui.searchCalls + 1 });
    },
    openChat(contactId) {
      if (store.getState().contacts[contactId] === undefined) return;
      drafts.saveAll();
      store.setState((state) => {
        const recent = [contactId, ...state.ui.recent.filter((other) => other !== contactId)];
        const panel = state.ui.panel?.type === "contact" ? state.ui.panel : undefined;
        const chats = retainChats(state.chats, recent);
        const opened = openWindow(chats[contactId] ?? EMPTY_WINDOW, state.conversations[contactId]?.unread);
        return {
          chats: { ...chats, [contactId]: opened },
          ui: {
            ...state.ui,
            view: { type: "chats" },
            openChat: contactId,
            panel,
            recent,
            composerCalls: state.ui.composerCalls + 1,
          },
        };
      });
      const chat = selectChat(store.getState(), contactId);
      if (!chat.loaded || isStale(chat)) void loadPage(contactId);
    },
    closeChat() {
      drafts.saveAll();
      show({ openChat: undefined, panel: undefined });
    },
    loadOlder(contactId) {
      void loadPage(contactId);
    },
    readAgain(contactId) {
      if (store.getState().chats[contactId] !== undefined) void loadPage(contactId);
    },
    trim(contactId) {
      const chat = store.getState().chats[contactId];
      if (chat !== undefined && trimToNewest(chat) !== chat) changeChat(contactId, trimToNewest);
    },
    markRead(contactId, messageId) {
      // If it fails the message simply stays unread and is marked with the next look at it.
      client.call("conversations.markRead", { contactId, messageId }).catch(() => undefined);
    },
    async send(contactId) {
      const standing = store.getState().drafts[contactId]?.text ?? "";
      const queue = leaving.get(contactId) ?? [];
      const ahead = queue.join("");
      const typed = standing.slice(ahead.length);
      if (typed.trim() === "" || !standing.startsWith(ahead)) return;
      queue.push(typed);
      if (queue.length > 1) return;
      leaving.set(contactId, queue);
      try {
        for (let next = queue[0]; next !== undefined; next = queue[0]) {
          await client.call("messages.sendText", { contactId, text: next.trim() });
          queue.shift();
          const now = store.getState().drafts[contactId]?.text ?? "";
          drafts.type(contactId, now.startsWith(next) ? now.slice(next.length) : now);
        }
        await drafts.save(contactId);
      } finally {
        leaving.delete(contactId);
        putBackApart(contactId, queue);
      }
    },
    async takeBack(contactId, messageId) {
      const { text } = await client.call("messages.takeBack", { messageId });
      await drafts.putBack(contactId, text);
      commands.callComposer();
    },
    async edit(contactId, messageId) {
      const message = selectChat(store.getState(), contactId).byId[messageId];
      if (message?.kind !== "own") return;
      await drafts.putBack(contactId, message.text);
      await client.call("messages.remove", { messageId });
      commands.callComposer();
    },
    postpone(messageId) {
      show({ postponed: [...store.getState().ui.postponed, messageId] });
    },
    resume(messageId) {
      show({ postponed: store.getState().ui.postponed.filter((id) => id !== messageId) });
    },
    putOffOlder(contactId, count) {
      show({ olderPutOff: { ...store.getState().ui.olderPutOff, [contactId]: count } });
    },
  };
  return commands;
}
