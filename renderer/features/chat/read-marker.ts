// Finds out which texts were really on screen: those are read, but only while the window has the keyboard. What passed by
// while scrolling was on screen; what a jump left out was not, and stays unread.
import type { MessageId } from "../../../shared/ids";

/** A glance: shorter than this nothing was on screen, and by then the rows know their sizes. */
const LOOK_MS = 150;

/** Positions of messages on screen. Of a text that is higher than the screen there may be neither begin nor end. */
export interface Span {
  /** The first one of which something is there. */
  readonly from: number;
  /** The last one whose end is there, which may be the one before `from`: whoever sees the end of a text has read it. */
  readonly to: number;
  /** The last one of which something is there. */
  readonly until: number;
}

export interface Unread {
  readonly first: MessageId;
  readonly last: MessageId;
}

export interface ReadMarkerParts {
  readonly hasKeyboard: () => boolean;
  /** What is on screen now. */
  readonly onScreen: () => Span | undefined;
  /** First and last unread text there. */
  readonly unreadIn: (span: Span) => Unread | undefined;
  /** Resolves to whether main knows it now. */
  readonly mark: (unread: Unread) => Promise<boolean>;
}

export interface ReadMarker {
  /** Something else may be on screen, and it is known where its rows are. */
  readonly look: () => void;
  /** The same before that is known: what counts is what is on screen after a glance. */
  readonly wait: () => void;
  readonly stop: () => void;
}

export function createReadMarker({ hasKeyboard, onScreen, unreadIn, mark }: ReadMarkerParts): ReadMarker {
  let seen: Span | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;

  function gather(): void {
    const now = hasKeyboard() ? onScreen() : undefined;
    if (seen !== undefined && now !== undefined && now.from <= seen.until && now.until >= seen.from) {
      seen = { from: Math.min(now.from, seen.from), to: Math.max(now.to, seen.to), until: Math.max(now.until, seen.until) };
    } else seen = now;
  }

  function wait(): void {
    timer ??= setTimeout(() => void settle(), LOOK_MS);
  }

  function look(): void {
    gather();
    wait();
  }

  async function settle(): Promise<void> {
    timer = undefined;
    if (asking) {
      look();
      return;
    }
    gather();
    const unread = seen === undefined ? undefined : unreadIn(seen);
    seen = undefined;
    if (unread === undefined) return;
    asking = true;
    await mark(unread);
    asking = false;
  }

  return {
    look,
    wait,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
