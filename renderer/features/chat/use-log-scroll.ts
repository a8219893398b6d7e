// Scrolling of the message log. It sticks to the newest message while the reader is there, keeps its
// place when older messages come in above, and tells which messages were really on screen: those are
// marked as read, but only while the window has the keyboard.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { VirtualizerHandle } from "virtua";
import type { ContactId, MessageId } from "../../../shared/ids";
import { onWindowFocusChange, windowHasFocus } from "../../api";
import { useCommands, useServices } from "../../store/context";
import { selectChat } from "../../store/selectors";
import { newestUnread, type ChatRow } from "./rows";

/** Nearer to the end than this counts as being there. */
const NEAR_END = 32;
/** Older messages are asked for this long before the reader reaches the first one. */
const NEAR_START = 800;

/** A glance: shorter than this nothing was on screen, and by then the rows know their sizes. */
const LOOK_MS = 150;

export interface LogScroll {
  /** The element that scrolls, and the list of rows in it. */
  readonly log: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly onScroll: () => void;
  readonly onResize: () => void;
  /** The reader is above the newest messages. */
  readonly away: boolean;
  readonly jumpToEnd: () => void;
}

/** Index of the last message whose end is on screen. */
function lastVisible(list: VirtualizerHandle | null, count: number, atEnd: boolean): number {
  if (list === null || atEnd) return count - 1;
  const bottom = list.scrollOffset + list.viewportSize;
  const index = list.findItemIndex(bottom);
  const end = list.getItemOffset(index) + list.getItemSize(index);
  return end <= bottom + 1 ? index : index - 1;
}

export function useLogScroll(contactId: ContactId, rows: readonly ChatRow[]): LogScroll {
  const log = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { store } = useServices();
  const commands = useCommands();
  const stick = useRef(true);
  const offset = useRef(0);
  const marked = useRef(0);
  const marking = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const placed = useRef(false);
  const lastSeen = useRef<MessageId | undefined>(undefined);
  const [away, setAway] = useState(false);
  const count = rows.length;
  const newest = rows.at(-1);

  const markNow = useCallback(() => {
    if (!windowHasFocus()) return;
    const state = store.getState();
    const chat = selectChat(state, contactId);
    const unread = newestUnread(chat, lastVisible(list.current, chat.order.length, stick.current));
    if (unread === undefined) return;
    // A late text can come in above what was marked already; then only the count tells.
    const isMarked = unread.position <= marked.current && state.conversations[contactId]?.unread === 0;
    if (isMarked) return;
    marked.current = unread.position;
    commands.markRead(contactId, unread.id);
  }, [store, commands, contactId]);

  const markVisible = useCallback(() => {
    marking.current ??= setTimeout(() => {
      marking.current = undefined;
      markNow();
    }, LOOK_MS);
  }, [markNow]);

  useEffect(
    () => () => {
      clearTimeout(marking.current);
      marking.current = undefined;
    },
    [markNow],
  );

  // Rows that were never measured: the list finds the end as it learns their sizes.
  const findEnd = useCallback(() => {
    if (count > 0) list.current?.scrollToIndex(count - 1, { align: "end" });
  }, [count]);

  const onScroll = useCallback(() => {
    const handle = list.current;
    if (handle === null) return;
    const distance = handle.scrollSize - handle.scrollOffset - handle.viewportSize;
    // Growing content never unsticks, only the reader going up does.
    if (distance < NEAR_END) stick.current = true;
    else if (handle.scrollOffset < offset.current - 1) stick.current = false;
    offset.current = handle.scrollOffset;
    setAway(!stick.current && distance > handle.viewportSize / 3);
    if (placed.current && handle.scrollOffset < NEAR_START) commands.loadOlder(contactId);
    markVisible();
  }, [commands, contactId, markVisible]);

  const onResize = useCallback(() => {
    const element = log.current;
    if (element === null) return;
    // At once and no longer: a search that goes on would pull a reader back who just begins to scroll.
    if (stick.current) element.scrollTop = element.scrollHeight;
    else stick.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    markVisible();
  }, [markVisible]);

  // The first look: where the unread messages begin (the end, if they fit on the screen), else at the newest.
  useLayoutEffect(() => {
    if (placed.current || count === 0) return;
    placed.current = true;
    const { order, unreadFrom } = selectChat(store.getState(), contactId);
    const from = unreadFrom === undefined ? -1 : order.indexOf(unreadFrom);
    if (from < 0) return;
    stick.current = false;
    list.current?.scrollToIndex(Math.max(0, from - 1), { align: "start" });
  }, [count, store, contactId]);

  useLayoutEffect(() => {
    // What one writes oneself is always brought on screen.
    const written = newest?.kind === "own" && lastSeen.current !== undefined && lastSeen.current !== newest.id;
    if (written) stick.current = true;
    lastSeen.current = newest?.id;
    if (stick.current) {
      findEnd();
      commands.trim(contactId);
    }
    markVisible();
  }, [newest, findEnd, commands, contactId, markVisible]);

  useEffect(() => onWindowFocusChange(markVisible), [markVisible]);

  const jumpToEnd = useCallback(() => {
    stick.current = true;
    setAway(false);
    findEnd();
  }, [findEnd]);

  return { log, list, onScroll, onResize, away, jumpToEnd };
}
