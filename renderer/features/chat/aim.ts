// A message that the log goes to. Rows on the way know their sizes only when they were drawn, so the place is looked for
// anew with each frame until it holds still, or until the reader takes over.
import type { MessageId } from "../../../shared/ids";

/** Where the message shall stand: its upper edge so many px below that of the log, or it in the middle. */
export interface Target {
  readonly id: MessageId;
  readonly at: number | "middle";
}

interface AimedList {
  readonly viewportSize: number;
  getItemOffset(index: number): number;
  getItemSize(index: number): number;
}

export interface AimParts {
  readonly log: () => Pick<HTMLElement, "scrollTop"> | undefined;
  readonly list: () => AimedList | undefined;
  /** Index of its row; below zero when there is none. */
  readonly indexOf: (id: MessageId) => number;
  /** Before that nobody knows where it will stand, and it cannot take the keyboard. */
  readonly isDrawn: (id: MessageId) => boolean;
  /** It stands there, or the reader has taken over, or it is gone. */
  readonly onSettled: () => void;
}

export interface Aim {
  readonly set: (target: Target) => void;
  readonly drop: () => void;
}

/** So many frames in a row without a change are enough; after so many in all it is given up. */
const STILL = 3;
const MOST_FRAMES = 90;

export function createAim({ log, list, indexOf, isDrawn, onSettled }: AimParts): Aim {
  let target: Target | undefined;
  let frame: number | undefined;
  let still = 0;
  let frames = 0;
  let before: number | undefined;

  function end(): void {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
    target = undefined;
    onSettled();
  }

  function move(): void {
    frame = undefined;
    const [element, rows] = [log(), list()];
    const index = target === undefined ? -1 : indexOf(target.id);
    if (target === undefined || element === undefined || rows === undefined || index < 0) {
      end();
      return;
    }
    const room = Math.max(0, (rows.viewportSize - rows.getItemSize(index)) / 2);
    // Rows that got to know their sizes, or a scrolling under way, may have moved it since the last frame.
    const drifted = before !== undefined && element.scrollTop !== before;
    element.scrollTop = rows.getItemOffset(index) - (target.at === "middle" ? room : target.at);
    const now = element.scrollTop;
    still = now === before && !drifted && isDrawn(target.id) ? still + 1 : 0;
    before = now;
    frames += 1;
    if (still >= STILL || frames >= MOST_FRAMES) end();
    else frame = requestAnimationFrame(move);
  }

  return {
    set(next) {
      if (frame !== undefined) cancelAnimationFrame(frame);
      target = next;
      still = 0;
      frames = 0;
      before = undefined;
      move();
    },
    drop() {
      if (target !== undefined) end();
    },
  };
}
