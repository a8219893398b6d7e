// Searching in the open chat, and going to what was found anywhere.
import type { ContactId } from "../../shared/ids";
import type { SearchHit } from "../../shared/search";
import type { AppStore } from "./app-store";
import type { ChatCommands } from "./chat-commands";

export interface SearchCommands {
  /** What stands in the search field over the list; without it nothing is marked any more. */
  search(text: string): void;
  /** Opens the bar for searching in the open chat, or gives it the keyboard. */
  callChatSearch(): void;
  closeChatSearch(): void;
  /** Marks the words in the chat before any of them was gone to. */
  markWords(contactId: ContactId, text: string): void;
  /** Opens the chat at this message, with the words marked. Throws `unknown-message` when it is gone. */
  openHit(hit: Pick<SearchHit, "contactId" | "messageId">, text: string, takeKeyboard?: boolean): Promise<void>;
}

export function createSearchCommands(store: AppStore, chat: Pick<ChatCommands, "openAt">): SearchCommands {
  const show = (patch: Partial<ReturnType<AppStore["getState"]>["ui"]>): void => {
    store.setState((state) => ({ ui: { ...state.ui, ...patch } }));
  };
  return {
    search(text) {
      show({ filter: text, ...(text.trim() === "" ? { found: undefined } : {}) });
    },
    callChatSearch() {
      const { openChat, chatSearchCalls } = store.getState().ui;
      if (openChat !== undefined) show({ chatSearch: openChat, chatSearchCalls: chatSearchCalls + 1 });
    },
    closeChatSearch() {
      show({ chatSearch: undefined, found: undefined });
    },
    markWords(contactId, text) {
      show({ found: text.trim() === "" ? undefined : { contactId, text, messageId: undefined } });
    },
    async openHit({ contactId, messageId }, text, takeKeyboard = true) {
      show({ found: { contactId, text, messageId } });
      await chat.openAt(contactId, { type: "message", messageId }, takeKeyboard);
    },
  };
}
