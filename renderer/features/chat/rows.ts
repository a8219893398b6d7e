// From the messages of a chat to what is drawn of them: which begins a day, and which belong together
// (same sender, same day, under five minutes). One row per message at most, so that indexes
// hold when older messages come in before. Delivery plays no part: its changes leave the rows as they are.
import type { MessageId, Millis } from "../../../shared/ids";
import type { Message } from "../../../shared/message";
import { startOfDay } from "../../i18n/format";
import type { ChatWindow } from "../../store/chats";
import type { Span, Unread } from "./read-marker";

export interface ChatRow {
  readonly id: MessageId;
  readonly kind: Message["kind"];
  /** Start of the day, when this message is the first one of it. */
  readonly day?: Millis;
  /** First and last of its group. */
  readonly first: boolean;
  readonly last: boolean;
}

const GROUP_GAP: Millis = 5 * 60 * 1000;

/** Days and groups follow the order of arrival, which is the display order; a sender's clock may be off. */
function joins(before: Message | undefined, message: Message, sameDay: boolean): boolean {
  return (
    sameDay && before?.kind === message.kind && message.kind !== "note" && Math.abs(message.arrivedAt - before.arrivedAt) < GROUP_GAP
  );
}

const made = new WeakMap<Message, ChatRow>();

/** The row that was made of this message before, if it is the same: what shows it need not be drawn again. */
function asBefore(message: Message, row: ChatRow): ChatRow {
  const known = made.get(message);
  if (known?.day === row.day && known?.first === row.first && known.last === row.last) return known;
  made.set(message, row);
  return row;
}

/**
 * `goesOn`: there are older messages. The first one here then only tells how the second one begins; it gets a row once it
 * is known what came before it, so that no row changes its height when older messages come in above it.
 */
export function toRows(messages: readonly Message[], goesOn = false): readonly ChatRow[] {
  const days = messages.map(({ arrivedAt }) => startOfDay(arrivedAt));
  const rows = messages.map((message, index) => {
    const day = days[index];
    const before = messages[index - 1];
    const after = messages[index + 1];
    const opensDay = before === undefined ? !goesOn : days[index - 1] !== day;
    return asBefore(message, {
      id: message.id,
      kind: message.kind,
      ...(opensDay && day !== undefined ? { day } : {}),
      first: !joins(before, message, days[index - 1] === day),
      last: after === undefined || !joins(message, after, days[index + 1] === day),
    });
  });
  return goesOn && rows.length > 1 ? rows.slice(1) : rows;
}

const ofOrder = new WeakMap<ChatWindow["order"], readonly ChatRow[]>();

/** The same rows as long as the order is the same. */
export function rowsOf(chat: ChatWindow): readonly ChatRow[] {
  const known = ofOrder.get(chat.order);
  if (known !== undefined) return known;
  const rows = toRows(chat.order.flatMap((id) => chat.byId[id] ?? []), chat.older);
  ofOrder.set(chat.order, rows);
  return rows;
}

/** First and last of the contact's texts between two positions that are unread; undefined when none is. */
export function unreadBetween(chat: ChatWindow, { from, to }: Span): Unread | undefined {
  const unread = chat.order.filter((id) => {
    const message = chat.byId[id];
    return message?.kind === "peer" && message.unread && message.position >= from && message.position <= to;
  });
  const [first, last] = [unread[0], unread.at(-1)];
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** What the list of rows knows of its scrolling. */
interface ListView {
  readonly scrollOffset: number;
  readonly viewportSize: number;
  findItemIndex(offset: number): number;
  getItemOffset(index: number): number;
  getItemSize(index: number): number;
}

/** Indexes. A row that is higher than the screen can be all that is on it: then `ended` is the one before `first`. */
interface RowsOnScreen {
  /** The first and the last row of which something is on screen. */
  readonly first: number;
  readonly last: number;
  /** The last one whose end is on screen. */
  readonly ended: number;
}

/** `atEnd`: everything is on screen to the last one of `count`. */
export function visibleRows(list: ListView | undefined, count: number, atEnd: boolean): RowsOnScreen {
  if (list === undefined) return { first: 0, last: count - 1, ended: count - 1 };
  const first = list.findItemIndex(list.scrollOffset);
  if (atEnd) return { first, last: count - 1, ended: count - 1 };
  const bottom = list.scrollOffset + list.viewportSize;
  const last = list.findItemIndex(bottom);
  const end = list.getItemOffset(last) + list.getItemSize(last);
  return { first, last, ended: end <= bottom + 1 ? last : last - 1 };
}

/** Positions in the history instead of indexes of rows; undefined while one of them is not known. */
export function placesOf(chat: ChatWindow, rows: readonly ChatRow[], { first, last, ended }: RowsOnScreen): Span | undefined {
  const placeOf = (index: number): number | undefined => {
    const row = rows[index];
    return row === undefined ? undefined : chat.byId[row.id]?.position;
  };
  const [from, until] = [placeOf(first), placeOf(last)];
  if (from === undefined || until === undefined) return undefined;
  return { from, to: placeOf(ended) ?? -Infinity, until };
}
