// Messages of the chats that were opened: for each a window onto the newest part of its history, in
// display order, by id. Pure functions from window to window; a change of one message keeps the identity
// of all others, so that only what shows this one draws again. What the window lost by closing is asked
// for again. An answer of `messages.page` can be older than events that came while it was on its way:
// those are noted in `inFlight` and applied once more on top of the answer.
import type { SessionEvent } from "../../shared/app-state";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message } from "../../shared/message";

export type ChatEvent = Extract<
  SessionEvent,
  { readonly type: "message-added" | "message-changed" | "delivery-changed" | "message-removed" | "messages-moved" }
>;

export interface ChatWindow {
  /** Ids in display order, oldest first. */
  readonly order: readonly MessageId[];
  readonly byId: Readonly<Record<MessageId, Message>>;
  /** There are older messages than the first one here. */
  readonly more: boolean;
  /** The first answer is there. */
  readonly loaded: boolean;
  /** The last change of `order` was at its start; the scroll position then holds on to the end. */
  readonly changedAtStart: boolean;
  /** The oldest unread text when the chat was opened; a line stands over it until it is opened again. */
  readonly unreadFrom?: MessageId;
  /** How often main has moved messages to other positions, and at which count these here were read. */
  readonly moves: number;
  readonly readAtMoves: number;
  /** Events since a page was asked for; absent while none is on its way. */
  readonly inFlight?: readonly ChatEvent[];
}

export type Chats = Readonly<Record<ContactId, ChatWindow>>;

/** Most messages that a window keeps while its reader stays at the newest ones. */
export const WINDOW_LIMIT = 400;
/** Messages of a page. */
export const PAGE_SIZE = 60;
/** Largest page that main gives. */
export const MAX_PAGE = 200;
/** Chats whose windows are kept, so that going back and forth does not wait. */
const KEPT_CHATS = 6;

export const EMPTY_WINDOW: ChatWindow = {
  order: [],
  byId: {},
  more: false,
  loaded: false,
  changedAtStart: false,
  moves: 0,
  readAtMoves: 0,
};

/** What is shown has positions that no longer hold: all of it must be read again. */
export function isStale(chat: ChatWindow): boolean {
  return chat.moves !== chat.readAtMoves;
}

/** Index at which a message of this position belongs. */
function placeFor(chat: ChatWindow, position: number): number {
  let low = 0;
  let high = chat.order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const id = chat.order[middle];
    if (id !== undefined && (chat.byId[id]?.position ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(chat: ChatWindow, message: Message): ChatWindow {
  const byId = { ...chat.byId, [message.id]: message };
  if (chat.byId[message.id] !== undefined) return { ...chat, byId };
  const place = placeFor(chat, message.position);
  // Older than the window and more is to come: it will arrive with its page.
  if (place === 0 && chat.loaded && chat.more) return chat;
  const order = [...chat.order.slice(0, place), message.id, ...chat.order.slice(place)];
  return { ...chat, byId, order, changedAtStart: false };
}

function remove(chat: ChatWindow, id: MessageId): ChatWindow {
  if (chat.byId[id] === undefined) return chat;
  const { [id]: _gone, ...byId } = chat.byId;
  return { ...chat, byId, order: chat.order.filter((other) => other !== id), changedAtStart: false };
}

function step(chat: ChatWindow, event: ChatEvent): ChatWindow {
  switch (event.type) {
    case "message-added":
      return insert(chat, event.message);
    case "message-changed":
      return chat.byId[event.message.id] === undefined ? chat : insert(chat, event.message);
    case "delivery-changed": {
      const message = chat.byId[event.messageId];
      if (message?.kind !== "own") return chat;
      const changed = { ...message, delivery: event.delivery, attempts: event.attempts };
      return { ...chat, byId: { ...chat.byId, [message.id]: changed } };
    }
    case "message-removed":
      return remove(chat, event.messageId);
    case "messages-moved":
      return { ...chat, moves: chat.moves + 1 };
  }
}

/**
 * The chat is opened: remembers where the unread texts begin. `unread` says how many there are, as far as that is
 * known: a window that was kept may hold texts that were unread when they came and have been read since.
 */
export function openWindow(chat: ChatWindow, unread = Infinity): ChatWindow {
  const { unreadFrom: _before, ...rest } = chat;
  const cameUnread = chat.order.filter((id) => {
    const message = chat.byId[id];
    return message?.kind === "peer" && message.unread;
  });
  const unreadFrom = cameUnread[Math.max(0, cameUnread.length - unread)];
  return unreadFrom === undefined ? rest : { ...rest, unreadFrom };
}

/** Applies an event of this chat. */
export function applyToChat(chat: ChatWindow, event: ChatEvent): ChatWindow {
  const next = step(chat, event);
  return chat.inFlight === undefined ? next : { ...next, inFlight: [...chat.inFlight, event] };
}

/** A page was asked for: from now on events are noted. */
export function expectPage(chat: ChatWindow): ChatWindow {
  return { ...chat, inFlight: [] };
}

/** The page did not come. */
export function abandonPage(chat: ChatWindow): ChatWindow {
  const { inFlight: _noted, ...rest } = chat;
  return rest;
}

/** Puts a page before what is here and applies the noted events again. */
export function takePage(chat: ChatWindow, messages: readonly Message[], more: boolean): ChatWindow {
  const { inFlight = [], ...known } = chat;
  const base = isStale(chat) ? { ...EMPTY_WINDOW, loaded: true, moves: chat.moves } : known;
  const fresh = messages.filter((message) => base.byId[message.id] === undefined);
  const byId: Record<MessageId, Message> = { ...base.byId };
  for (const message of fresh) byId[message.id] = message;
  const order = [...fresh.map((message) => message.id), ...base.order].sort(
    (a, b) => (byId[a]?.position ?? 0) - (byId[b]?.position ?? 0),
  );
  const merged: ChatWindow = {
    ...base,
    order,
    byId,
    more,
    loaded: true,
    changedAtStart: base.order.length > 0,
    readAtMoves: base.moves,
  };
  const current = inFlight.filter((event) => event.type !== "messages-moved").reduce(step, merged);
  return chat.loaded ? current : openWindow(current);
}

/** Lets go of the oldest messages; the reader is at the newest ones. */
export function trimToNewest(chat: ChatWindow, keep: number = WINDOW_LIMIT): ChatWindow {
  if (chat.order.length <= keep || chat.inFlight !== undefined) return chat;
  const order = chat.order.slice(-keep);
  const byId: Record<MessageId, Message> = {};
  for (const id of order) {
    const message = chat.byId[id];
    if (message !== undefined) byId[id] = message;
  }
  return { ...chat, order, byId, more: true, changedAtStart: true };
}

/** Makes room for the chat that is opened now: the others shrink, the longest unused go. */
export function retainChats(chats: Chats, recent: readonly ContactId[]): Chats {
  const kept: Record<ContactId, ChatWindow> = {};
  for (const contactId of recent.slice(0, KEPT_CHATS)) {
    const chat = chats[contactId];
    if (chat !== undefined) kept[contactId] = trimToNewest(chat, PAGE_SIZE);
  }
  return kept;
}
