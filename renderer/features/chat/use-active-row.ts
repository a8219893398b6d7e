// The message that the arrows start from; the keyboard goes along when they move it. One that the log is called to is lit up
// for a moment, and is where the arrows go on from.
import { useCallback, useEffect, useLayoutEffect, useState, type KeyboardEvent, type RefObject } from "react";
import type { ContactId, MessageId } from "../../../shared/ids";
import { useCommands, useServices } from "../../store/context";
import { selectChat } from "../../store/selectors";
import type { ChatRow } from "./rows";

/** How long a message is lit up. */
const CALLED_MS = 2400;

interface Active {
  readonly id: MessageId | undefined;
  /** The keyboard goes there. */
  readonly take: boolean;
}

interface ScrolledList {
  scrollToIndex(index: number, options: { readonly align: "nearest" }): void;
}

export interface ActiveRow {
  /** Below zero: none, or one that is not here. */
  readonly index: number;
  /** The one that is lit up. */
  readonly called: MessageId | undefined;
  /** The pointer went to this message: the arrows go on from here. */
  readonly use: (id: MessageId) => void;
  readonly call: (id: MessageId) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>, list: ScrolledList | undefined) => void;
}

export function useActiveRow(
  contactId: ContactId,
  rows: readonly ChatRow[],
  log: RefObject<HTMLElement | null>,
): ActiveRow {
  const { store } = useServices();
  const commands = useCommands();
  const [active, setActive] = useState<Active>({ id: undefined, take: false });
  const [called, setCalled] = useState<MessageId | undefined>(undefined);
  const index = rows.findIndex((row) => row.id === active.id);

  useEffect(() => {
    if (!active.take) return;
    log.current?.querySelector<HTMLElement>(`[data-message="${active.id}"]`)?.focus({ preventScroll: true });
  }, [active, log]);

  // The message with the keyboard went: it was deleted, or the reader scrolled far away from it.
  const isGone = active.id !== undefined && index < 0;
  useLayoutEffect(() => {
    if (isGone && document.activeElement === document.body) log.current?.focus({ preventScroll: true });
  }, [isGone, log]);

  useEffect(() => {
    if (called === undefined) return undefined;
    const timer = setTimeout(() => { setCalled(undefined); }, CALLED_MS);
    return () => { clearTimeout(timer); };
  }, [called]);

  const use = useCallback((id: MessageId) => {
    setActive({ id, take: false });
  }, []);
  const call = useCallback((id: MessageId) => {
    setActive({ id, take: false });
    setCalled(id);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, list: ScrolledList | undefined): void => {
    const atRow = event.target instanceof HTMLElement && event.target.dataset["message"] !== undefined;
    if ((event.target !== event.currentTarget && !atRow) || event.altKey) return;
    const { older, newer } = selectChat(store.getState(), contactId);
    const here = index < 0 ? rows.length : index;
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: Math.max(0, here - 1),
      ArrowDown: Math.min(rows.length - 1, here + 1),
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    // The ends of the history, not those of what is here of it.
    if (event.key === "Home" && older) void commands.openAt(contactId, { type: "date", at: 0 }).catch(() => undefined);
    else if (event.key === "End" && newer) void commands.openAt(contactId, { type: "date", at: Number.MAX_SAFE_INTEGER }).catch(() => undefined);
    else if (rows[next] !== undefined) {
      setActive({ id: rows[next].id, take: true });
      list?.scrollToIndex(next, { align: "nearest" });
    }
  };

  return { index, called, use, call, onKeyDown };
}
