// What a user can make happen in a chat, as calls to main; the outcome comes back as events.
// A rejected call throws its StampError: the view that asked shows the sentence.
import type { BridgeClient } from "../../shared/ipc/bridge";
import type { ContactId, MessageId } from "../../shared/ids";
import type { AppStore } from "./app-store";
import { createChatCommands, type ChatCommands } from "./chat-commands";
import { createDailyCommands, type DailyCommands } from "./daily-commands";
import { createDraftCommands, type DraftCommands } from "./draft-commands";
import { createSearchCommands, type SearchCommands } from "./search-commands";
import { selectChat } from "./selectors";
import type { Dialog, Panel, Ui, View } from "./ui";

export interface Commands extends ChatCommands, DailyCommands, SearchCommands {
  readonly drafts: DraftCommands;
  show(patch: Partial<Ui>): void;
  showView(view: View): void;
  showDialog(dialog: Dialog): void;
  closeDialog(): void;
  /** The same panel again folds it. */
  togglePanel(panel: Panel): void;
  callComposer(): void;
  callSearch(): void;
  /** Closes the account until it is unlocked. */
  lock(): void;
  /** What was on screen, from the one message to the other. Resolves to whether main knows it now. */
  markRead(contactId: ContactId, messageId: MessageId, from: MessageId): Promise<boolean>;
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

  const chat = createChatCommands(store, client, drafts);

  const commands: Commands = {
    ...chat,
    ...createSearchCommands(store, chat),
    ...createDailyCommands(store, client, drafts),
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
    lock() {
      // What keeps it open is shown by its being open.
      client.call("app.lock", { how: "close" }).catch(() => undefined);
    },
    callSearch() {
      const { ui } = store.getState();
      show({ view: ui.view.type === "settings" ? { type: "chats" } : ui.view, searchCalls: ui.searchCalls + 1 });
    },
    async markRead(contactId, messageId, from) {
      // If it fails the message simply stays unread and is marked with the next look at it.
      return client.call("conversations.markRead", { contactId, messageId, from }).then(
        () => true,
        () => false,
      );
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
          // What one writes oneself is always brought on screen.
          if (selectChat(store.getState(), contactId).newer) commands.toNewest(contactId);
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
