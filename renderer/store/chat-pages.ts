// How a chat's window moves over the history: pages come in at either end or take the place of everything,
// and what is far from the reader is let go. What the window lost is asked for again. An answer of
// `messages.page` can be older than events that came while it was on its way: those are noted in `inFlight`
// and applied once more on top of the answer.
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message } from "../../shared/message";
import type { MessagePage } from "../../shared/message-page";
import { EMPTY_WINDOW, isStale, openWindow, step, type Arrival, type Chats, type ChatWindow } from "./chats";

/** Most messages that a window keeps while no page is on its way. */
export const WINDOW_LIMIT = 400;
/** Messages of a page. */
export const PAGE_SIZE = 60;
/** Chats whose windows are kept, so that going back and forth does not wait. */
const KEPT_CHATS = 6;

/** Where a page belongs: before or after what is here, or in place of it. */
export type PageUse = "before" | "after" | "whole";

/** A page was asked for: from now on events are noted. */
export function expectPage(chat: ChatWindow): ChatWindow {
  return { ...chat, inFlight: [] };
}

/** The page did not come. */
export function abandonPage(chat: ChatWindow): ChatWindow {
  const { inFlight: _noted, ...rest } = chat;
  return rest;
}

/** Takes a page in and applies the noted events again. A stale window is always replaced. */
export function takePage(chat: ChatWindow, page: MessagePage, use: PageUse): ChatWindow {
  const { inFlight = [], ...known } = chat;
  const whole = use === "whole" || !chat.loaded || isStale(chat);
  const base: ChatWindow = whole ? { ...known, order: [], byId: {} } : known;
  const fresh = page.messages.filter((message) => base.byId[message.id] === undefined);
  const byId: Record<MessageId, Message> = { ...base.byId };
  for (const message of fresh) byId[message.id] = message;
  const ids = fresh.map((message) => message.id);
  const merged: ChatWindow = {
    ...base,
    order: use === "after" ? [...base.order, ...ids] : [...ids, ...base.order],
    byId,
    older: use === "after" && !whole ? base.older : page.older,
    newer: use === "before" && !whole ? base.newer : page.newer,
    loaded: true,
    generation: base.generation + (whole ? 1 : 0),
    changedAtStart: use === "before" && base.order.length > 0,
    readAtMoves: base.moves,
  };
  const current = inFlight.filter((event) => event.type !== "messages-moved").reduce(step, merged);
  return chat.loaded ? current : openWindow(current);
}

/** The page that was asked for is there: says where the log shall go, and where the unread texts begin if that was asked. */
export function arriveAt(chat: ChatWindow, arrival: Arrival): ChatWindow {
  const from = arrival.to === "unread" ? { unreadFrom: arrival.id } : {};
  return { ...chat, ...from, arrival };
}

/** The log is where it was called to. */
export function hasArrived(chat: ChatWindow): ChatWindow {
  const { arrival: _done, ...rest } = chat;
  return rest;
}

/** Keeps the messages from index `from` to before `to`. */
function cut(chat: ChatWindow, from: number, to: number): ChatWindow {
  const order = chat.order.slice(from, to);
  const byId: Record<MessageId, Message> = {};
  for (const id of order) {
    const message = chat.byId[id];
    if (message !== undefined) byId[id] = message;
  }
  return {
    ...chat,
    order,
    byId,
    older: chat.older || from > 0,
    newer: chat.newer || to < chat.order.length,
    changedAtStart: from > 0,
  };
}

/** Lets go of the oldest messages, of the newest ones, or of those far from a message; nothing while a page is on its way. */
export function trimWindow(chat: ChatWindow, side: "oldest" | "newest" | MessageId, keep: number = WINDOW_LIMIT): ChatWindow {
  const count = chat.order.length;
  if (count <= keep || chat.inFlight !== undefined) return chat;
  if (side === "oldest") return cut(chat, count - keep, count);
  if (side === "newest") return cut(chat, 0, keep);
  const from = Math.min(Math.max(0, chat.order.indexOf(side) - Math.floor(keep / 3)), count - keep);
  return cut(chat, from, from + keep);
}

/** Makes room for the chat that is opened now: the others shrink to where their reader was, the longest unused go. */
export function retainChats(chats: Chats, recent: readonly ContactId[]): Chats {
  const kept: Record<ContactId, ChatWindow> = {};
  for (const contactId of recent.slice(0, KEPT_CHATS)) {
    const chat = chats[contactId];
    if (chat === undefined) continue;
    const { place } = chat;
    if (contactId === recent[0]) {
      kept[contactId] = chat;
      continue;
    }
    // A window that ends in mid-history and whose reader left no place shows nothing that anyone asked for.
    if (chat.newer && place === undefined) kept[contactId] = { ...EMPTY_WINDOW, generation: chat.generation, moves: chat.moves, readAtMoves: chat.moves };
    else kept[contactId] = trimWindow(chat, place?.id ?? "oldest", PAGE_SIZE);
  }
  return kept;
}
