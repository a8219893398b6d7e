// From the messages of a chat to what is drawn of them: which begins a day, and which belong together
// (same sender, same day, under five minutes). One row per message, so that indexes hold when older
// messages come in before. Delivery plays no part: its changes leave the rows as they are.
import type { MessageId, Millis } from "../../../shared/ids";
import type { Message } from "../../../shared/message";
import { startOfDay } from "../../i18n/format";
import type { ChatWindow } from "../../store/chats";

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
function joins(before: Message | undefined, message: Message): boolean {
  return (
    before?.kind === message.kind &&
    message.kind !== "note" &&
    startOfDay(before.arrivedAt) === startOfDay(message.arrivedAt) &&
    Math.abs(message.arrivedAt - before.arrivedAt) < GROUP_GAP
  );
}

export function toRows(messages: readonly Message[]): readonly ChatRow[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const day = startOfDay(message.arrivedAt);
    const opensDay = before === undefined || startOfDay(before.arrivedAt) !== day;
    return {
      id: message.id,
      kind: message.kind,
      ...(opensDay ? { day } : {}),
      first: !joins(before, message),
      last: after === undefined || !joins(message, after),
    };
  });
}

const made = new WeakMap<ChatWindow["order"], readonly ChatRow[]>();

/** The same rows as long as the order is the same. */
export function rowsOf(chat: ChatWindow): readonly ChatRow[] {
  const known = made.get(chat.order);
  if (known !== undefined) return known;
  const rows = toRows(chat.order.flatMap((id) => chat.byId[id] ?? []));
  made.set(chat.order, rows);
  return rows;
}

/** The newest text of the contact that is unread, at or above this index. */
export function newestUnread(chat: ChatWindow, upTo: number): Message | undefined {
  for (let index = Math.min(upTo, chat.order.length - 1); index >= 0; index -= 1) {
    const id = chat.order[index];
    const message = id === undefined ? undefined : chat.byId[id];
    if (message?.kind === "peer" && message.unread) return message;
  }
  return undefined;
}
