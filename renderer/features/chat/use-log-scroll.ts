// Scrolling of the message log. It sticks to the newest message while the reader is there, holds the place while messages
// come in or go at either end, goes where it is called to, and asks for what the window lacks before the reader gets there.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import type { VirtualizerHandle } from "virtua";
import type { ContactId, MessageId } from "../../../shared/ids";
import { onWindowFocusChange, windowHasFocus } from "../../api";
import { WINDOW_LIMIT } from "../../store/chat-pages";
import type { ReadingPlace } from "../../store/chats";
import { useApp, useCommands, useServices } from "../../store/context";
import { selectChat } from "../../store/selectors";
import { atNextFrame, nextFrame } from "../../ui/next-frame";
import { createAim, type Target } from "./aim";
import { useTail } from "./drawn-rows";
import { createReadMarker } from "./read-marker";
import { placesOf, unreadBetween, visibleRows, type ChatRow } from "./rows";

/** Nearer to the end than this counts as being there. */
const NEAR_END = 32;
/** What the window lacks is asked for this long before the reader reaches its end, and two screens before on large ones. */
const AHEAD = 1200;

export interface LogScroll {
  /** The list of rows in the element that scrolls. */
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly onScroll: () => void;
  readonly onScrollEnd: () => void;
  readonly onResize: () => void;
  /** The reader takes over: a search for a place ends. */
  readonly onTakeOver: () => void;
  /** The same with the wheel: whoever turns it up leaves the end, also while rows there still get their sizes. */
  readonly onWheel: (event: { readonly deltaY: number }) => void;
  /** The reader is above the newest messages. */
  readonly away: boolean;
  /** So many of the newest rows stay drawn. */
  readonly tail: number;
}

/** With where the log really is: the list hears of that later, and what came in at once between was never on screen. */
function listView(list: VirtualizerHandle | null, log: HTMLElement | null) {
  if (list === null || log === null) return undefined;
  return {
    scrollOffset: log.scrollTop,
    viewportSize: list.viewportSize,
    findItemIndex: (offset: number) => list.findItemIndex(offset),
    getItemOffset: (index: number) => list.getItemOffset(index),
    getItemSize: (index: number) => list.getItemSize(index),
  };
}

const rowOf = (log: HTMLElement | null, id: MessageId) => log?.querySelector<HTMLElement>(`[data-message="${id}"]`) ?? null;

/** As it really is; the list hears of the log's new height later. */
function isAtEnd(log: HTMLElement | null): boolean {
  return log !== null && log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
}

/**
 * At once and no longer: while rows there get to know their sizes `onResize` follows. The list's own search for a row goes on
 * by itself and would pull a reader back who just begins to scroll.
 */
const toEnd = (log: HTMLElement | null): void => log?.scrollTo(0, log.scrollHeight);

/** `log` is the element that scrolls. `onCall`: it was called to this message, which gets the keyboard. */
export function useLogScroll(
  contactId: ContactId,
  rows: readonly ChatRow[],
  log: RefObject<HTMLDivElement | null>,
  onCall: (id: MessageId) => void,
): LogScroll {
  const list = useRef<VirtualizerHandle>(null);
  const drawn = useRef(rows);
  const { store } = useServices();
  const commands = useCommands();
  const arrival = useApp((state) => selectChat(state, contactId).arrival);
  const generation = useApp((state) => selectChat(state, contactId).generation);
  const shown = useRef(generation);
  const stick = useRef(true);
  const offset = useRef(0);
  const place = useRef<ReadingPlace | undefined>(undefined);
  const placed = useRef(false);
  const aiming = useRef(false);
  /** With the field that had the keyboard when the log was called. */
  const called = useRef<{ readonly id: MessageId; readonly from: Element | null } | undefined>(undefined);
  const [away, setAway] = useState(false);
  const { length: tail, rest } = useTail();
  const count = rows.length;
  const newest = rows.at(-1)?.id;
  const marker = useMemo(() => {
    const chat = () => selectChat(store.getState(), contactId);
    return createReadMarker({
      hasKeyboard: windowHasFocus,
      onScreen() {
        // On the way to a place nothing stands still, and where the rows are is a guess.
        if (!placed.current || aiming.current) return undefined;
        const { current: now } = drawn;
        return placesOf(chat(), now, visibleRows(listView(list.current, log.current), now.length, stick.current));
      },
      unreadIn: (span) => unreadBetween(chat(), span),
      mark: ({ first, last }) => commands.markRead(contactId, last, first),
    });
  }, [store, commands, contactId, log]);

  const extend = useCallback(() => {
    const handle = list.current;
    if (handle === null || !placed.current) return;
    const ahead = Math.max(AHEAD, 2 * handle.viewportSize);
    const chat = selectChat(store.getState(), contactId);
    const below = handle.scrollSize - handle.scrollOffset - handle.viewportSize;
    if (handle.scrollOffset < ahead && chat.older) commands.loadOlder(contactId, nextFrame);
    else if (below < ahead && chat.newer) commands.loadNewer(contactId, nextFrame);
  }, [store, commands, contactId]);

  const onScroll = useCallback(() => {
    const handle = list.current;
    if (handle === null) return;
    const distance = handle.scrollSize - handle.scrollOffset - handle.viewportSize;
    // Only the reader going up unsticks: no growing content, nor a log that grows because the field below got smaller.
    if (distance < NEAR_END && !aiming.current) stick.current = !selectChat(store.getState(), contactId).newer;
    else if (handle.scrollOffset < offset.current - 1 && !isAtEnd(log.current)) stick.current = false;
    offset.current = handle.scrollOffset;
    const first = handle.findItemIndex(handle.scrollOffset);
    const row = drawn.current[first];
    if (row !== undefined) place.current = { id: row.id, offset: handle.getItemOffset(first) - handle.scrollOffset };
    setAway(!stick.current && distance > handle.viewportSize / 3);
    extend();
    marker.look();
  }, [store, contactId, extend, marker, log]);

  const aim = useMemo(
    () =>
      createAim({
        log: () => log.current ?? undefined,
        list: () => list.current ?? undefined,
        indexOf: (id) => drawn.current.findIndex((row) => row.id === id),
        isDrawn: (id) => rowOf(log.current, id) !== null,
        onSettled() {
          aiming.current = false;
          placed.current = true;
          // Only now it is sure to be drawn.
          if (called.current !== undefined) {
            const { id, from } = called.current;
            // Who went into another field meanwhile stays there.
            const active = document.activeElement;
            if (!(active instanceof HTMLInputElement) || active === from) rowOf(log.current, id)?.focus({ preventScroll: true });
            called.current = undefined;
          }
          onScroll();
        },
      }),
    [onScroll, log],
  );
  const goTo = useCallback(
    (target: Target): void => {
      stick.current = false;
      placed.current = false;
      aiming.current = true;
      aim.set(target);
    },
    [aim],
  );

  useEffect(() => onWindowFocusChange(marker.look), [marker]);
  useEffect(
    () => () => {
      aim.drop();
      marker.stop();
      commands.keepPlace(contactId, stick.current ? undefined : place.current);
    },
    [marker, aim, commands, contactId],
  );

  const onScrollEnd = useCallback(() => {
    commands.keepPlace(contactId, stick.current ? undefined : place.current);
    if (list.current !== null) rest(list.current, drawn.current.length, stick.current);
  }, [commands, contactId, rest]);

  const onResize = useCallback(() => {
    const element = log.current;
    if (element === null) return;
    if (stick.current) toEnd(log.current);
    else if (!aiming.current && !selectChat(store.getState(), contactId).newer) {
      stick.current = isAtEnd(element);
    }
    marker.wait();
  }, [store, contactId, log, marker]);

  const onWheel = useCallback(
    ({ deltaY }: { readonly deltaY: number }): void => {
      aim.drop();
      if (deltaY < 0 && (log.current?.scrollTop ?? 0) > 0) stick.current = false;
    },
    [aim, log],
  );

  useLayoutEffect(() => {
    drawn.current = rows;
  }, [rows]);

  // Where the log is called to; else, at the first look, where the unread messages begin or where the reader was.
  useLayoutEffect(() => {
    if (count === 0) return;
    const isOther = shown.current !== generation;
    shown.current = generation;
    const { unreadFrom, place: kept } = selectChat(store.getState(), contactId);
    const indexOf = (id: MessageId | undefined): number => drawn.current.findIndex((row) => row.id === id);
    const before = (id: MessageId): MessageId => drawn.current[indexOf(id) - 1]?.id ?? id;
    const isHere = (id: MessageId | undefined): id is MessageId => indexOf(id) >= 0;
    if (arrival !== undefined && arrival.to !== "newest") {
      if (arrival.take) {
        called.current = { id: arrival.id, from: document.activeElement };
        onCall(arrival.id);
      }
      // Of unread texts one sees the message before, too.
      if (arrival.to === "message") goTo({ id: arrival.id, at: "middle" });
      else goTo({ id: arrival.to === "unread" ? before(arrival.id) : arrival.id, at: 0 });
    } else if (arrival === undefined && (placed.current || aiming.current)) {
      // The rows are others, whose sizes are not known yet.
      if (!isOther || !placed.current) return;
      if (stick.current) toEnd(log.current);
      else if (isHere(place.current?.id)) goTo({ id: place.current.id, at: place.current.offset });
      return;
    } else if (arrival === undefined && isHere(unreadFrom)) goTo({ id: before(unreadFrom), at: 0 });
    else if (arrival === undefined && kept !== undefined && isHere(kept.id)) goTo({ id: kept.id, at: kept.offset });
    else {
      aim.drop();
      stick.current = true;
      placed.current = true;
      toEnd(log.current);
    }
    if (arrival !== undefined) commands.arrived(contactId);
  }, [arrival, count, generation, store, commands, contactId, aim, goTo, onCall, log]);

  useLayoutEffect(() => {
    if (stick.current && count > 0) toEnd(log.current);
    marker.wait();
  }, [newest, count, log, marker]);

  // A render of its own, after that of what came: the list can be changed at one end at a time.
  useEffect(() => {
    if (count <= WINDOW_LIMIT) return undefined;
    return atNextFrame(() => {
      const handle = list.current;
      if (handle === null) return;
      const isUp = !stick.current && handle.scrollOffset + handle.viewportSize / 2 < handle.scrollSize / 2;
      commands.trim(contactId, isUp ? "newest" : "oldest");
    });
  }, [rows, count, commands, contactId]);

  return { list, onScroll, onScrollEnd, onResize, onTakeOver: aim.drop, onWheel, away, tail };
}
