// Messages of the chats that were opened: for each a window onto one part of its history without a gap, in
// display order, by id. Pure functions from window to window; a change of one message keeps the identity
// of all others, so that only what shows this one draws again. A window can end before the newest message:
// then what arrives does not enter it. How pages come in and windows are cut is in chat-pages.ts.
import type { SessionEvent } from "../../shared/app-state";
import type { ContactId, MessageId } from "../../shared/ids";
import type { Message } from "../../shared/message";

export type ChatEvent = Extract<
  SessionEvent,
  { readonly type: "message-added" | "message-changed" | "delivery-changed" | "message-removed" | "messages-moved" | "messages-read" }
>;

/** Where the log shall go; a new object is a new call. `take`: the keyboard goes along, and the message is lit up. */
export type Arrival =
  | { readonly to: "newest" }
  | { readonly to: "message" | "date" | "unread"; readonly id: MessageId; readonly take: boolean };

/** Where the reader was: the first message on screen, and how far it stood below the upper edge, in CSS px. */
export interface ReadingPlace {
  readonly id: MessageId;
  readonly offset: number;
}

export interface ChatWindow {
  /** Ids in display order, oldest first. */
  readonly order: readonly MessageId[];
  readonly byId: Readonly<Record<MessageId, Message>>;
  /** There may be messages before the first one here, and after the last one. */
  readonly older: boolean;
  readonly newer: boolean;
  /** The first answer is there. */
  readonly loaded: boolean;
  /** Grows whenever a page took the place of everything: nothing that was known of the rows holds any more. */
  readonly generation: number;
  /** The last change of `order` was at its start; the scroll position then holds on to the end. */
  readonly changedAtStart: boolean;
  /** The oldest unread text when the chat was opened; a line stands over it until it is opened again. */
  readonly unreadFrom?: MessageId;
  readonly arrival?: Arrival;
  /** Absent: at the newest message. */
  readonly place?: ReadingPlace;
  /** How often main has moved messages to other positions, and at which count these here were read. */
  readonly moves: number;
  readonly readAtMoves: number;
  /** Events since a page was asked for; absent while none is on its way. */
  readonly inFlight?: readonly ChatEvent[];
}

export type Chats = Readonly<Record<ContactId, ChatWindow>>;

export const EMPTY_WINDOW: ChatWindow = {
  order: [],
  byId: {},
  older: false,
  newer: false,
  loaded: false,
  generation: 0,
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
  // Beyond an end at which there is more: it will arrive with its page.
  const isBeyond = (place === 0 && chat.older) || (place === chat.order.length && chat.newer);
  if (chat.loaded && isBeyond) return chat;
  const order = [...chat.order.slice(0, place), message.id, ...chat.order.slice(place)];
  return { ...chat, byId, order, changedAtStart: place === 0 && chat.order.length > 0 };
}

function remove(chat: ChatWindow, id: MessageId): ChatWindow {
  if (chat.byId[id] === undefined) return chat;
  const { [id]: _gone, ...byId } = chat.byId;
  // Old messages go first; then the rest holds on to the end.
  return { ...chat, byId, order: chat.order.filter((other) => other !== id), changedAtStart: chat.order[0] === id };
}

function readBetween(chat: ChatWindow, from: number, to: number): ChatWindow {
  const byId: Record<MessageId, Message> = { ...chat.byId };
  for (const message of Object.values(chat.byId)) {
    const isMeant = message.kind === "peer" && message.unread && message.position >= from && message.position <= to;
    if (isMeant) byId[message.id] = { ...message, unread: false };
  }
  return { ...chat, byId };
}

/** One event, without noting it. */
export function step(chat: ChatWindow, event: ChatEvent): ChatWindow {
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
    case "messages-read":
      return readBetween(chat, event.from, event.to);
    case "messages-moved":
      return { ...chat, moves: chat.moves + 1 };
  }
}

/** Applies an event of this chat. */
export function applyToChat(chat: ChatWindow, event: ChatEvent): ChatWindow {
  const next = step(chat, event);
  return chat.inFlight === undefined ? next : { ...next, inFlight: [...chat.inFlight, event] };
}

function unreadIn(chat: ChatWindow): readonly MessageId[] {
  return chat.order.filter((id) => {
    const message = chat.byId[id];
    return message?.kind === "peer" && message.unread;
  });
}

/**
 * The chat is opened: remembers where the unread texts begin. `unread` says how many there are, as far as that is
 * known: a window that was kept may hold texts that were unread when they came and have been read since.
 */
export function openWindow(chat: ChatWindow, unread = Infinity): ChatWindow {
  const { unreadFrom: _before, arrival: _done, ...rest } = chat;
  const cameUnread = unreadIn(chat);
  const unreadFrom = cameUnread[Math.max(0, cameUnread.length - unread)];
  return unreadFrom === undefined ? rest : { ...rest, unreadFrom };
}

/** So many unread texts are not all at the end of this window: it cannot show where they begin. */
export function missesUnread(chat: ChatWindow, unread: number): boolean {
  return unread > 0 && (chat.newer || unreadIn(chat).length < unread);
}
