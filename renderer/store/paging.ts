// Asks main for the parts of a history that a window lacks. One request a chat counts: a later one that takes the place of
// everything makes the answer of an earlier one void.
import { StampError } from "../../shared/errors";
import type { BridgeClient } from "../../shared/ipc/bridge";
import type { ContactId, MessageId, Millis } from "../../shared/ids";
import { MAX_PAGE, type MessagePage, type PagePlace } from "../../shared/message-page";
import type { AppStore } from "./app-store";
import { abandonPage, arriveAt, expectPage, PAGE_SIZE, takePage, type PageUse } from "./chat-pages";
import { isStale, type Arrival, type ChatWindow } from "./chats";
import { selectChat } from "./selectors";

/** What a chat can be opened at. */
export type ChatTarget =
  | { readonly type: "message"; readonly messageId: MessageId }
  /** The first message that arrived then or later. */
  | { readonly type: "date"; readonly at: Millis }
  /** The first unread text. */
  | { readonly type: "unread" };

export interface Paging {
  loadOlder(contactId: ContactId): Promise<void>;
  loadNewer(contactId: ContactId): Promise<void>;
  /** Replaces the window and calls the log to what was asked for. Rejects with the StampError of main. */
  go(contactId: ContactId, place: PagePlace, take: boolean): Promise<void>;
  /** Reads again what is here: its positions no longer hold. */
  readAgain(contactId: ContactId): Promise<void>;
}

/** The log goes to what the page was asked around; without such a thing to the newest message. */
function arrivalOf(place: PagePlace, { found }: MessagePage, take: boolean): Arrival {
  if (found === undefined || place.type === "newest" || place.type === "before" || place.type === "after") return { to: "newest" };
  return { to: place.type, id: found, take };
}

export function createPaging(store: AppStore, client: BridgeClient): Paging {
  const latest = new Map<ContactId, symbol>();

  const change = (contactId: ContactId, with_: (chat: ChatWindow) => ChatWindow): void => {
    store.setState((state) => ({ chats: { ...state.chats, [contactId]: with_(selectChat(state, contactId)) } }));
  };

  /** Asks until no message moved meanwhile. Gives the page once it is in the window; undefined: another request counts. */
  const load = async (contactId: ContactId, place: PagePlace, use: PageUse, limit: number, then?: (page: MessagePage) => Arrival): Promise<void> => {
    const mine = Symbol();
    latest.set(contactId, mine);
    const { moves } = selectChat(store.getState(), contactId);
    change(contactId, expectPage);
    let page: MessagePage;
    try {
      page = await client.call("messages.page", { contactId, place, limit });
    } catch (error) {
      if (latest.get(contactId) === mine && store.getState().chats[contactId] !== undefined) change(contactId, abandonPage);
      throw error;
    }
    const now = store.getState().chats[contactId];
    if (latest.get(contactId) !== mine || now === undefined) return;
    if (now.moves === moves) {
      const arrival = then?.(page);
      change(contactId, (chat) => {
        const taken = takePage(chat, page, use);
        return arrival === undefined ? taken : arriveAt(taken, arrival);
      });
      return;
    }
    // Positions changed under the request: its answer fits nothing any more.
    change(contactId, abandonPage);
    if (use === "whole") await load(contactId, place, use, limit, then);
    else await readAgain(contactId);
  };

  const readAgain = async (contactId: ContactId): Promise<void> => {
    const chat = store.getState().chats[contactId];
    // What is on its way is asked for again when it comes.
    if (chat === undefined || chat.inFlight !== undefined) return;
    const limit = Math.min(MAX_PAGE, Math.max(PAGE_SIZE, chat.order.length));
    const middle = chat.place?.id ?? chat.order[Math.floor(chat.order.length / 3)];
    if (!chat.newer || middle === undefined) {
      await load(contactId, { type: "newest" }, "whole", limit);
      return;
    }
    try {
      await load(contactId, { type: "message", messageId: middle }, "whole", limit);
    } catch (error) {
      if (!(error instanceof StampError) || error.code !== "unknown-message") throw error;
      await load(contactId, { type: "newest" }, "whole", limit);
    }
  };

  const extend = async (contactId: ContactId, use: "before" | "after"): Promise<void> => {
    const chat = selectChat(store.getState(), contactId);
    const whole = !chat.loaded || isStale(chat);
    if (chat.inFlight !== undefined || (!whole && !(use === "before" ? chat.older : chat.newer))) return;
    const end = use === "before" ? chat.order[0] : chat.order.at(-1);
    const position = end === undefined ? undefined : chat.byId[end]?.position;
    if (whole || position === undefined) await readAgain(contactId);
    else await load(contactId, { type: use, position }, use, PAGE_SIZE);
  };

  return {
    loadOlder: (contactId) => extend(contactId, "before"),
    loadNewer: (contactId) => extend(contactId, "after"),
    go: (contactId, place, take) => load(contactId, place, "whole", PAGE_SIZE, (page) => arrivalOf(place, page, take)),
    readAgain,
  };
}
