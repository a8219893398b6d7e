// The keyboard in the list of conversations. Rows that are far from the screen are not in the document: the keyboard's goal is
// scrolled to first and takes it as soon as it is drawn. The row that has it stays in the document however far one scrolls.
import { useCallback, useEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from "react";
import type { VirtualizerHandle } from "virtua";
import type { ContactId } from "../../../shared/ids";
import { useCommands } from "../../store/context";

/** By then a row is drawn, or is not there any more. */
const MOST_FRAMES = 30;

export interface RowKeys {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  /** Indexes of rows that are drawn wherever the list is scrolled to. */
  readonly kept: readonly number[];
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly focusFirst: () => void;
}

/** `reachable`: the row that Tab reaches. */
export function useRowKeys(ids: readonly ContactId[], reachable: ContactId | undefined, onEscape: () => void): RowKeys {
  const commands = useCommands();
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const frame = useRef(0);
  const [focused, setFocused] = useState<ContactId | undefined>(undefined);

  useEffect(() => () => { cancelAnimationFrame(frame.current); }, []);

  const focusRow = (index: number): void => {
    const id = ids[index];
    if (id === undefined) return;
    list.current?.scrollToIndex(index, { align: "nearest" });
    cancelAnimationFrame(frame.current);
    const take = (rest: number): void => {
      const row = box.current?.querySelector<HTMLElement>(`[data-contact="${id}"]`);
      row?.focus({ preventScroll: true });
      if (rest > 0 && (row == null || document.activeElement !== row)) frame.current = requestAnimationFrame(() => { take(rest - 1); });
    };
    take(MOST_FRAMES);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const here = Number(event.currentTarget.dataset["contact"]) as ContactId;
    const index = ids.indexOf(here);
    const page = Math.max(1, Math.floor((list.current?.viewportSize ?? 0) / Math.max(1, list.current?.getItemSize(index) ?? 1)) - 1);
    const next: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(index + 1, ids.length - 1),
      ArrowUp: Math.max(index - 1, 0),
      PageDown: Math.min(index + page, ids.length - 1),
      PageUp: Math.max(index - page, 0),
      Home: 0,
      End: ids.length - 1,
    };
    const target = next[event.key];
    if (event.key === "Enter" || event.key === " ") commands.openChat(here);
    else if (event.key === "Escape" && !event.shiftKey) onEscape();
    else if (target !== undefined && !event.altKey) focusRow(target);
    else return;
    event.preventDefault();
  };

  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    const row = event.target.closest<HTMLElement>("[data-contact]");
    setFocused(row === null ? undefined : (Number(row.dataset["contact"]) as ContactId));
  }, []);

  const kept = useMemo(
    () => [reachable, focused].flatMap((id) => (id !== undefined && ids.includes(id) ? [ids.indexOf(id)] : [])),
    [ids, reachable, focused],
  );

  return { box, list, kept, onFocus, onKeyDown, focusFirst: () => { focusRow(0); } };
}
