// Small things of every day that views ask for: a quote in the composer, emoji, everything read.
import type { BridgeClient } from "../../shared/ipc/bridge";
import type { ContactId, MessageId } from "../../shared/ids";
import type { AppStore } from "./app-store";
import type { DraftCommands } from "./draft-commands";
import { quoteOf, withQuote } from "../../shared/quote";
import { selectContact, selectMessage } from "./selectors";

export interface DailyCommands {
  /** Puts a text of this chat as a quote before what stands in the composer, and gives that the keyboard. */
  quote(contactId: ContactId, messageId: MessageId): void;
  /** Everything that contacts wrote counts as read. */
  markAllRead(): Promise<void>;
  callEmoji(): void;
  /** It was used; at most `limit` are remembered, the newest first. */
  rememberEmoji(glyph: string, limit: number): void;
}

export function createDailyCommands(store: AppStore, client: BridgeClient, drafts: DraftCommands): DailyCommands {
  return {
    quote(contactId, messageId) {
      const state = store.getState();
      const message = selectMessage(state, contactId, messageId);
      if (message === undefined || message.kind === "note") return;
      const writer = message.kind === "own" ? state.account?.address : selectContact(state, contactId)?.address;
      drafts.type(contactId, withQuote(state.drafts[contactId]?.text ?? "", quoteOf(message.text, writer ?? "")));
      store.setState(({ ui }) => ({ ui: { ...ui, composerCalls: ui.composerCalls + 1 } }));
    },
    async markAllRead() {
      await client.call("conversations.markAllRead", {});
    },
    callEmoji() {
      store.setState(({ ui }) => ({ ui: { ...ui, emojiCalls: ui.emojiCalls + 1 } }));
    },
    rememberEmoji(glyph, limit) {
      store.setState(({ ui }) => {
        const recentEmoji = [glyph, ...ui.recentEmoji.filter((other) => other !== glyph)].slice(0, limit);
        return { ui: { ...ui, recentEmoji } };
      });
    },
  };
}
