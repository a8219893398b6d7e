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

/** Resolves when the list on screen can take rows in without drawing all of its own anew. */
export type WhenReady = () => Promise<void>;

export interface Paging {
  loadOlder(contactId: ContactId, whenReady?: WhenReady): Promise<void>;
  loadNewer(contactId: ContactId, whenReady?: WhenReady): Promise<void>;
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

/** A part of a history, and what becomes of it. */
interface Wanted {
  readonly place: PagePlace;
  readonly use: PageUse;
  readonly limit: number;
  readonly arrival?: (page: MessagePage) => Arrival;
  readonly whenReady?: WhenReady | undefined;
}

export function createPaging(store: AppStore, client: BridgeClient): Paging {
  const latest = new Map<ContactId, symbol>();

  const change = (contactId: ContactId, with_: (chat: ChatWindow) => ChatWindow): void => {
    store.setState((state) => ({ chats: { ...state.chats, [contactId]: with_(selectChat(state, contactId)) } }));
  };

  /** Asks until no message moved meanwhile. Gives the page once it is in the window; undefined: another request counts. */
  const load = async (contactId: ContactId, wanted: Wanted): Promise<void> => {
    const { place, use, limit } = wanted;
    const mine = Symbol();
    latest.set(contactId, mine);
    const { moves } = selectChat(store.getState(), contactId);
    change(contactId, expectPage);
    let page: MessagePage;
    try {
      page = await client.call("messages.page", { contactId, place, limit });
      await wanted.whenReady?.();
    } catch (error) {
      if (latest.get(contactId) === mine && store.getState().chats[contactId] !== undefined) change(contactId, abandonPage);
      throw error;
    }
    const now = store.getState().chats[contactId];
    if (latest.get(contactId) !== mine || now === undefined) return;
    if (now.moves === moves) {
      const arrival = wanted.arrival?.(page);
      change(contactId, (chat) => {
        const taken = takePage(chat, page, use);
        return arrival === undefined ? taken : arriveAt(taken, arrival);
      });
      return;
    }
    // Positions changed under the request: its answer fits nothing any more.
    change(contactId, abandonPage);
    if (use === "whole") await load(contactId, wanted);
    else await readAgain(contactId);
  };

  const readAgain = async (contactId: ContactId): Promise<void> => {
    const chat = store.getState().chats[contactId];
    // What is on its way is asked for again when it comes.
    if (chat === undefined || chat.inFlight !== undefined) return;
    const limit = Math.min(MAX_PAGE, Math.max(PAGE_SIZE, chat.order.length));
    const middle = chat.place?.id ?? chat.order[Math.floor(chat.order.length / 3)];
    if (!chat.newer || middle === undefined) {
      await load(contactId, { place: { type: "newest" }, use: "whole", limit });
      return;
    }
    try {
      await load(contactId, { place: { type: "message", messageId: middle }, use: "whole", limit });
    } catch (error) {
      if (!(error instanceof StampError) || error.code !== "unknown-message") throw error;
      await load(contactId, { place: { type: "newest" }, use: "whole", limit });
    }
  };

  const extend = async (contactId: ContactId, use: "before" | "after", whenReady?: WhenReady): Promise<void> => {
    const chat = selectChat(store.getState(), contactId);
    const whole = !chat.loaded || isStale(chat);
    if (chat.inFlight !== undefined || (!whole && !(use === "before" ? chat.older : chat.newer))) return;
    const end = use === "before" ? chat.order[0] : chat.order.at(-1);
    const position = end === undefined ? undefined : chat.byId[end]?.position;
    if (whole || position === undefined) await readAgain(contactId);
    else await load(contactId, { place: { type: use, position }, use, limit: PAGE_SIZE, whenReady });
  };

  return {
    loadOlder: (contactId, whenReady) => extend(contactId, "before", whenReady),
    loadNewer: (contactId, whenReady) => extend(contactId, "after", whenReady),
    go: (contactId, place, take) => load(contactId, { place, use: "whole", limit: PAGE_SIZE, arrival: (page) => arrivalOf(place, page, take) }),
    readAgain,
  };
}
