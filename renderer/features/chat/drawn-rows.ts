// How many rows of the log are in the document beside those on screen.
import { useCallback, useState } from "react";
import type { VirtualizerHandle } from "virtua";

/** Rows so near to the screen are drawn and know their sizes: nothing moves when a quick reader comes to them. CSS px. */
export const DRAWN_AHEAD = 600;

export interface Tail {
  /** So many of the newest rows stay drawn. */
  readonly length: number;
  /** The log of `count` rows came to rest. */
  readonly rest: (list: VirtualizerHandle, count: number, atEnd: boolean) => void;
}

/**
 * What is drawn of a log at its end stays drawn there. The list draws nothing ahead against the way of a scroll: with each
 * text that comes it would take down what is above the screen, and draw it again a moment later.
 */
export function useTail(): Tail {
  const [length, setLength] = useState(0);
  const rest = useCallback<Tail["rest"]>((list, count, atEnd) => {
    setLength(atEnd ? count - list.findItemIndex(list.scrollOffset - DRAWN_AHEAD) : 0);
  }, []);
  return { length, rest };
}

/** Indexes of rows that stay drawn wherever the reader is, of `count`: the tail, and the one with the keyboard if not -1. */
export function rowsToKeep(count: number, tail: number, active: number): readonly number[] {
  const newest = Array.from({ length: Math.min(tail, count) }, (_, back) => count - 1 - back);
  return active < 0 ? newest : [...newest, active];
}
